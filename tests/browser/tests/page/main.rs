//! The page of parity in a real browser.

mod browser;
mod settings;

use serde_json::json;

use self::browser::{MOMENT, with_page, with_page_in};
use self::settings::{CANARY, KEYS, page, page_of_many};

/// The colour of the ground, as the browser has worked it out.
const GROUND: &str = "getComputedStyle(document.body).backgroundColor";
const LIGHT: &str = "rgb(246, 247, 249)";
const DARK: &str = "rgb(15, 18, 22)";

/// How far the page is wider than the window.
const PAGE_OVERFLOW: &str = "document.documentElement.scrollWidth - innerWidth";

#[test]
fn rows_are_filtered_and_found() {
    with_page(&page(), |page| async move {
        assert_eq!(page.keys().await, KEYS);
        assert_eq!(
            page.shown("#count").await,
            ["7 of 7 settings, 2 of 2 differences"]
        );

        page.click("#controls label:nth-of-type(2)").await;
        let differing = [
            "title",
            "database.url",
            "database.password",
            "database.max_connections",
            "links.home",
        ];
        assert_eq!(page.keys().await, differing);
        assert_eq!(
            page.shown("tr.section").await,
            ["top level", "database", "links"]
        );

        page.click("#controls label:nth-of-type(3)").await;
        assert_eq!(
            page.keys().await,
            ["database.url", "database.max_connections"]
        );
        assert_eq!(
            page.shown("#count").await,
            ["2 of 7 settings, 2 of 2 differences"]
        );

        page.write("#search", "Production.TOML  50").await;
        assert_eq!(page.keys().await, ["database.max_connections"]);
        page.write("#search", " nowhere").await;
        assert_eq!(page.shown("tr.setting, tr.section").await, [""; 0]);
        assert_eq!(page.shown("#none").await, ["No setting fits."]);

        page.write("#search", "\u{e009}a\u{e000}help").await;
        assert_eq!(page.keys().await, [""; 0], "only differences have help");
        page.click(".difference a[href='#s2']").await;
        assert_eq!(
            page.keys().await,
            KEYS,
            "a link to a hidden row shows all again"
        );
        assert_eq!(page.is("location.hash").await, "#s2");
    });
}

#[test]
fn keys_are_enough() {
    with_page(&page(), |page| async move {
        page.is("document.querySelector('input[name=show]').focus()")
            .await;
        page.0
            .active_element()
            .await
            .unwrap()
            .send_keys("\u{e014}")
            .await
            .unwrap();
        assert_eq!(
            page.shown("#count").await,
            ["5 of 7 settings, 2 of 2 differences"],
            "the arrow chooses"
        );
        page.is("document.getElementById('theme').focus()").await;
        page.0
            .active_element()
            .await
            .unwrap()
            .send_keys("\u{e004}")
            .await
            .unwrap();
        assert_eq!(page.is("document.activeElement.id").await, "search");
        page.write("#search", "title\u{e007}").await;
        assert_eq!(
            page.keys().await,
            ["title"],
            "Enter leaves the page where it is"
        );
        let unnamed = page
            .is("Array.from(document.querySelectorAll('input, select'))
                .filter((input) => input.labels.length !== 1).length")
            .await;
        assert_eq!(unnamed, 0);
        let without_scope = page
            .is("document.querySelectorAll('th:not([scope])').length")
            .await;
        assert_eq!(without_scope, 0);
    });
}

#[test]
fn values_are_only_shown() {
    with_page(&page(), |page| async move {
        page.click("#controls label:nth-of-type(2)").await;
        tokio::time::sleep(MOMENT).await;
        assert_eq!(page.is("typeof window.ran").await, "undefined");
        assert_eq!(page.is("document.scripts.length").await, 1);
        let made_of_values =
            "document.querySelectorAll('img, iframe, svg, b[onclick], td td').length";
        assert_eq!(page.is(made_of_values).await, 0);
        let outward = "Array.from(document.links).filter((a) => a.protocol !== 'file:').length";
        assert_eq!(page.is(outward).await, 0);
        let title = page.shown("#s1 td .value").await;
        assert!(
            title[0].starts_with("</td><script>window.ran = 1</script>"),
            "{title:?}"
        );
        let home = page.shown("#s7 td .value").await;
        assert!(
            home.contains(&"javascript:window.ran=1".to_owned()),
            "{home:?}"
        );
        assert!(!page.0.source().await.unwrap().contains(CANARY));

        assert_eq!(page.log("browser").await, Vec::<serde_json::Value>::new());
        let own = page.0.current_url().await.unwrap();
        let asked_for = page.asked_for().await;
        // OK because what comes before the page is the browser's own first one.
        let asked_for: Vec<&str> = asked_for.iter().map(String::as_str).collect();
        let since = asked_for.iter().position(|url| *url == own.as_str());
        assert_eq!(asked_for[since.unwrap()..], [own.as_str()]);
    });
}

#[test]
fn a_script_that_is_not_its_own_does_not_run() {
    let page = page().replace(
        "</body>",
        "<script>window.ran = 1</script><p style='top:0'></body>",
    );
    with_page(&page, |page| async move {
        assert_eq!(page.is("typeof window.ran").await, "undefined");
        assert_eq!(
            page.log("browser").await.len(),
            2,
            "one of the script, one of the style"
        );
    });
}

#[test]
fn the_theme_is_that_of_the_system_until_one_is_chosen() {
    let themes = [
        ("light", LIGHT, "dark", DARK),
        ("dark", DARK, "light", LIGHT),
    ];
    for (system, ground, chosen, other) in themes {
        with_page_in(system, &page(), move |page| async move {
            assert_eq!(page.is(GROUND).await, ground);
            page.resize(1440, 1600).await;
            page.picture(&format!("{system}.png")).await;
            page.choose("#theme", chosen).await;
            assert_eq!(page.is(GROUND).await, other);
            page.choose("#theme", "").await;
            assert_eq!(page.is(GROUND).await, ground);
        });
    }
}

#[test]
fn only_the_table_scrolls_sideways() {
    with_page(&page(), |page| async move {
        let table_overflow = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.scroll'))";
        for (width, height) in [(800, 900), (1280, 900)] {
            page.resize(width, height).await;
            let over = page.is(PAGE_OVERFLOW).await.as_i64().unwrap();
            assert!(over <= 0, "{over} pixels too wide for {width}");
            page.picture(&format!("{width}.png")).await;
        }
        page.resize(800, 900).await;
        assert!(page.is(table_overflow).await.as_i64().unwrap() > 0);

        let corner = "(({ left, top }) => [left, top].map(Math.round))";
        let head = format!("{corner}(document.querySelector('th').getBoundingClientRect())");
        page.is("document.querySelector('.scroll').scrollIntoView()")
            .await;
        let before = page.is(&head).await;
        page.is("document.querySelector('.scroll').scrollTo(200, 200)")
            .await;
        assert_eq!(page.is(&head).await, before, "the head of the table stays");
        page.picture("scrolled.png").await;
        assert_eq!(
            page.is("document.querySelector('.scroll').scrollLeft")
                .await,
            json!(200)
        );
    });
}

#[test]
fn on_a_narrow_screen_every_value_is_on_it_under_its_environment() {
    with_page(&page(), |page| async move {
        page.resize(400, 800).await;
        assert_eq!(page.is("innerWidth").await, 400);
        let over = page.is(PAGE_OVERFLOW).await.as_i64().unwrap();
        assert!(over <= 0, "{over} pixels too wide");
        let outside = "Array.from(document.querySelectorAll('#s2 td .value'))
            .map((value) => value.getBoundingClientRect())
            .filter(({ left, right }) => left < 0 || right > innerWidth).length";
        assert_eq!(page.is(outside).await, 0);
        let names = "Array.from(document.querySelectorAll('#s2 td[data-of]'))
            .map((cell) => getComputedStyle(cell, '::before').content)";
        assert_eq!(
            page.is(names).await,
            json!([
                "\"development\"",
                "\"test\"",
                "\"staging\"",
                "\"production\""
            ])
        );
        page.picture("400.png").await;
    });
}

#[test]
fn keys_in_messages_break_after_dots_and_underscores_only() {
    with_page(&page(), |page| async move {
        page.resize(400, 800).await;
        let parts = "Array.from(document.querySelectorAll('.message code, .help code'))
            .flatMap((code) => Array.from(code.childNodes))
            .filter((node) => node.nodeType === Node.TEXT_NODE && !/\\s/.test(node.textContent))";
        let keys = format!("{parts}.filter((part) => part.textContent === 'max_').length");
        assert_ne!(page.is(&keys).await, 0);
        let broken = format!(
            "{parts}.filter((part) => {{
                const range = document.createRange();
                range.selectNodeContents(part);
                return range.getClientRects().length > 1;
            }}).map((part) => part.textContent)"
        );
        assert_eq!(page.is(&broken).await, json!([]));
    });
}

#[test]
fn four_environments_fit_on_a_screen_whatever_their_values_are() {
    with_page(&page(), |page| async move {
        page.resize(1200, 900).await;
        let over = page.is(PAGE_OVERFLOW).await.as_i64().unwrap();
        assert!(over <= 0, "{over} pixels too wide");
        let table = "document.querySelector('.scroll')";
        let over = format!("{table}.scrollWidth - {table}.clientWidth");
        let over = page.is(&over).await.as_i64().unwrap();
        assert!(over <= 0, "the table is {over} pixels too wide");
        page.picture("1200.png").await;
    });
}

#[test]
fn keys_break_after_dots_and_underscores_only() {
    with_page(&page(), |page| async move {
        page.resize(1280, 900).await;
        let key = "document.querySelector('#s4 .key')";
        assert_eq!(
            page.is(&format!("{key}.textContent")).await,
            "database.max_connections"
        );
        assert_eq!(
            page.is(&format!("{key}.querySelectorAll('wbr').length"))
                .await,
            2
        );
        assert_eq!(
            page.is(&format!("getComputedStyle({key}).overflowWrap"))
                .await,
            "break-word"
        );
    });
}

#[test]
fn the_search_reaches_the_differences() {
    with_page(&page(), |page| async move {
        let messages = page.shown(".difference .message").await;
        assert_eq!(messages.len(), 2, "notes are folded: {messages:?}");
        page.write("#search", "max_connections 50").await;
        let messages = page.shown(".difference .message").await;
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert!(messages[0].contains("max_connections"));
        page.write("#search", " nowhere").await;
        assert_eq!(page.shown(".difference, .found summary").await, [""; 0]);
    });
}

#[test]
fn hundreds_of_violations_are_folded_and_found() {
    with_page(&page_of_many(), |page| async move {
        page.resize(1280, 900).await;
        let top = "document.getElementById('settings').getBoundingClientRect().top";
        let top = page.is(top).await.as_f64().unwrap();
        assert!(top < 900.0, "the settings are {top} pixels below");
        assert_eq!(page.shown(".kind summary").await, ["different-value 300"]);
        page.picture("many.png").await;
        page.write("#search", "tenants.t217").await;
        assert_eq!(page.shown(".difference .message").await.len(), 1);
        assert_eq!(
            page.shown("#count").await,
            ["1 of 300 settings, 1 of 300 differences"]
        );
    });
}

#[test]
fn landmarks_have_names_of_their_own() {
    with_page(&page(), |page| async move {
        let names = "Array.from(document.querySelectorAll('section[aria-labelledby], [role=region], [role=search]'))
            .map((mark) => mark.getAttribute('aria-label')
                || document.getElementById(mark.getAttribute('aria-labelledby')).textContent)";
        assert_eq!(
            page.is(names).await,
            json!(["Settings", "Settings by environment"])
        );
    });
}

#[test]
fn without_its_script_all_of_it_is_there() {
    let page = page();
    let (start, end) = (
        page.find("<script>").unwrap(),
        page.find("</script>").unwrap(),
    );
    let page = format!("{}{}", &page[..start], &page[end + "</script>".len()..]);
    with_page(&page, |page| async move {
        assert_eq!(page.keys().await, KEYS);
        assert_eq!(page.shown("form, select, input, output").await, [""; 0]);
    });
}
