use super::*;

#[test]
fn only_what_is_secret_is_replaced() {
    for (given, shown) in [
        (
            "postgres://app:hunter2@db/main",
            "postgres://app:[redacted]@db/main",
        ),
        (
            "redis://:hunter2@cache:6379",
            "redis://:[redacted]@cache:6379",
        ),
        ("https://hunter2@host/", "https://[redacted]@host/"),
        ("https://hunter2:@host/", "https://[redacted]:@host/"),
        ("postgres://app@db/main", "postgres://app@db/main"),
        ("postgres://app:@db/main", "postgres://app:@db/main"),
        (
            "postgres://db/main?user=a&password=hunter2",
            "postgres://db/main?user=a&password=[redacted]",
        ),
        (
            "HTTPS://App:hunter2@HOST:443/%7e?a=1+2",
            "HTTPS://App:[redacted]@HOST:443/%7e?a=1+2",
        ),
        (
            "a://b/c?d=e;password=hunter2",
            "a://b/c?d=e;password=[redacted]",
        ),
        ("a://b/#token=hunter2", "a://b/#token=[redacted]"),
        ("b/c?password=hunter2&d=e", "b/c?password=[redacted]&d=e"),
        (
            "b/c?pw=h&credential=h&jwt=h&d=e",
            "b/c?pw=[redacted]&credential=[redacted]&jwt=[redacted]&d=e",
        ),
        (
            "a://b/?next=https%3A%2F%2Fu%3Ahunter2%40h&d=e",
            "a://b/?next=[redacted]&d=e",
        ),
        (
            "https://a/?next=https://u:hunter2@h/",
            "https://a/?next=https://u:[redacted]@h/",
        ),
        (
            "mongodb://u:hunter2@a:27017,b:27017/db",
            "mongodb://u:[redacted]@a:27017,b:27017/db",
        ),
        (
            "a://b:hunter2@c,d://e:hunter2@f",
            "a://b:[redacted]@c,d://e:[redacted]@f",
        ),
    ] {
        assert_eq!(text(given), shown);
        assert_eq!(text(shown), shown, "twice");
    }
}

#[test]
fn the_path_of_a_webhook_is_not_shown() {
    let token = "AAFq7-hunter2_hunter2hunter2hunter2";
    for (given, shown) in [
        (
            "https://hooks.slack.com/services/T0/B0/hunter2".to_owned(),
            "https://hooks.slack.com/services/[redacted]",
        ),
        (
            "https://hooks.slack.com:44e/services/T0/B0/hunter2".to_owned(),
            "https://hooks.slack.com:44e/services/[redacted]",
        ),
        (
            "https://discord.com.mirror.net/api/webhooks/1/hunter2".to_owned(),
            "https://discord.com.mirror.net/api/webhooks/[redacted]",
        ),
        (
            "see HTTPS://HOOKS.SLACK.COM/workflows/T0/hunter2?a=b, now".to_owned(),
            "see HTTPS://HOOKS.SLACK.COM/workflows/[redacted]?a=b, now",
        ),
        (
            "https://ptb.discord.com/api/v10/webhooks/1/hunter2".to_owned(),
            "https://ptb.discord.com/api/v10/webhooks/[redacted]",
        ),
        (
            "https://acme.webhook.office.com/webhookb2/a@b/hunter2".to_owned(),
            "https://acme.webhook.office.com/webhookb2/[redacted]",
        ),
        (
            format!("https://api.telegram.org/bot123456:{token}/sendMessage"),
            "https://api.telegram.org/bot123456:[redacted]/sendMessage",
        ),
        (
            "https://api.telegram.org/bot123:AAhunter2/getMe".to_owned(),
            "https://api.telegram.org/bot123:[redacted]/getMe",
        ),
        (format!("123456:{token}"), "123456:[redacted]"),
    ] {
        assert_eq!(text(&given), shown);
        assert_eq!(text(shown), shown, "twice");
        assert_eq!(hidden_in(&given), Some(What::Path), "{given}");
    }
    for open in [
        "https://hooks.slack.com/services/",
        "https://slack.com/services/T0/B0/x",
        "https://discord.com/channels/1/2",
        "https://api.telegram.org/",
        "10:30:00",
        "127.0.0.1:8080",
    ] {
        assert_eq!(text(open), open);
    }
}

#[test]
fn a_password_that_breaks_its_url_is_not_shown() {
    for (given, shown) in [
        (
            "postgres://app:hunter2@:port/main",
            "postgres://app:[redacted]@:port/main",
        ),
        ("postgres://app:hunter2/main", "postgres://app:[redacted]"),
        ("http://a:99999/?mail=b@c.example", "http://a:[redacted]"),
        (
            "postgres://app:hun/ter2@db/main",
            "postgres://app:[redacted]@db/main",
        ),
        (
            "postgres://app:12#ter2@db/main",
            "postgres://app:[redacted]@db/main",
        ),
        (
            "postgres://app:hun@ter2@db/main",
            "postgres://app:[redacted]@db/main",
        ),
        (
            "postgres://app:hun ter2@db/main",
            "postgres://app:[redacted]@db/main",
        ),
        (
            "postgres://app:hu://ter2@db/main",
            "postgres://app:[redacted]@db/main",
        ),
        (
            "postgres//app:hunter2@db/main",
            "postgres//app:[redacted]@db/main",
        ),
        ("app:hunter2@db:5432", "app:[redacted]@db:5432"),
    ] {
        assert_eq!(text(given), shown);
        assert_eq!(text(shown), shown, "twice");
    }
}

#[test]
fn names_of_secrets_hide_their_values_in_any_grammar() {
    for (given, shown) in [
        ("password=hunter2", "password=[redacted]"),
        ("host=b password = hunter2", "host=b password = [redacted]"),
        (
            "host=b password='hun ter2' port=1",
            "host=b password='[redacted]' port=1",
        ),
        ("password=hun ter2 host=b", "password=[redacted] host=b"),
        (
            "password=x url=redis://h:1",
            "password=[redacted] url=redis://h:1",
        ),
        (
            "Server=db;Password=x;Callback=https://h/",
            "Server=db;Password=[redacted];Callback=https://h/",
        ),
        (
            "AccountName=a;AccountKey=aGVsbG8=;EndpointSuffix=core.windows.net",
            "AccountName=a;AccountKey=[redacted];EndpointSuffix=core.windows.net",
        ),
        (
            r#"{"user":"a","password":"hun\"ter2","port":1}"#,
            r#"{"user":"a","password":"[redacted]","port":1}"#,
        ),
        (
            r#"{"a":"Server=db;Password=x","b":"redis://h:1"}"#,
            r#"{"a":"Server=db;Password=[redacted]","b":"redis://h:1"}"#,
        ),
        (
            r#""{\"token\":\"x\",\"a\":1}""#,
            r#""{\"token\":\"[redacted]\",\"a\":1}""#,
        ),
        (
            r#"{ user = "a", token = "x" }"#,
            r#"{ user = "a", token = "[redacted]" }"#,
        ),
        (
            r#"{"secret":{"a":1},"b":2}"#,
            r#"{"secret":[redacted],"b":2}"#,
        ),
        ("Authorization: Basic YTpi", "Authorization: [redacted]"),
        (
            "user: a\npassword: x\nport: 1",
            "user: a\npassword: [redacted]\nport: 1",
        ),
        ("password=${DB_PASSWORD}", "password=${DB_PASSWORD}"),
        ("a = b", "a = b"),
        ("auth:8080,token:443", "auth:8080,token:443"),
        (
            "the password: none was given",
            "the password: none was given",
        ),
    ] {
        assert_eq!(text(given), shown);
        assert_eq!(text(shown), shown, "twice");
    }
}

#[test]
fn what_other_tools_write_beside_a_name_is_not_shown() {
    for (given, shown) in [
        ("passwd:hunter2", "passwd:[redacted]"),
        ("token:hunter2", "token:[redacted]"),
        ("a:1,api_key:hunter2, b:2", "a:1,api_key:[redacted], b:2"),
        ("{password:hunter2}", "{password:[redacted]}"),
        (
            "{user:a,password:hunter2,port:1}",
            "{user:a,password:[redacted],port:1}",
        ),
        (r#"["passwd:hunter2"]"#, r#"["passwd:[redacted]"]"#),
        ("Password:=hunter2", "Password:=[redacted]"),
        ("PASSWORD ?= hunter2", "PASSWORD ?= [redacted]"),
        (
            "ldap://h/?bindpw=hunter2&a=b",
            "ldap://h/?bindpw=[redacted]&a=b",
        ),
        ("h/?password[]=hunter2&a=b", "h/?password[]=[redacted]&a=b"),
        (
            "user[password]=hunter2&a=b",
            "user[password]=[redacted]&a=b",
        ),
        ("postgres%3A%2F%2Fapp%3Ahunter2%40db", "[redacted]"),
        (
            "see https%3a%2f%2fhunter2%40h%2F, now",
            "see [redacted], now",
        ),
        (
            r#"{"name":"password","value":"hunter2"}"#,
            r#"{"name":"password","value":"[redacted]"}"#,
        ),
        (
            r#"[{"value":"hunter2","name":"API_KEY"},{"name":"a","value":"b"}]"#,
            r#"[{"value":"[redacted]","name":"API_KEY"},{"name":"a","value":"b"}]"#,
        ),
        (
            "- name: DB_PASSWORD\n  value: hunter2\n- name: DB_HOST\n  value: h",
            "- name: DB_PASSWORD\n  value: [redacted]\n- name: DB_HOST\n  value: h",
        ),
        ("-uapp:hunter2", "-uapp:[redacted]"),
        ("curl -uapp:hunter2 h", "curl -uapp:[redacted] h"),
        (
            "mysql -h db -uapp -phunter2 x",
            "mysql -h db -uapp -p[redacted] x",
        ),
        (
            "/usr/bin/mysqldump -phunter2",
            "/usr/bin/mysqldump -p[redacted]",
        ),
        ("sshpass -p hunter2 ssh h", "sshpass -p [redacted] ssh h"),
        (
            "redis-cli -h c -a hunter2 ping",
            "redis-cli -h c -a [redacted] ping",
        ),
        (
            "machine h login u password hunter2",
            "machine h login u password [redacted]",
        ),
        (
            "default\n  login u\n  password hunter2\n",
            "default\n  login u\n  password [redacted]\n",
        ),
        ("h:5432:db:user:hunter2", "h:5432:db:user:[redacted]"),
        (
            "# c\n*:*:*:app:hun:ter2\nh:5432:db:user:hunter2\n",
            "# c\n*:*:*:app:[redacted]\nh:5432:db:user:[redacted]\n",
        ),
        (
            "<user>a</user><password>hunter2</password>",
            "<user>a</user><password>[redacted]</password>",
        ),
        (
            "<ns:apiKey type='a'>hunter2</ns:apiKey >",
            "<ns:apiKey type='a'>[redacted]</ns:apiKey >",
        ),
        (
            r#"<add key="password" value="hunter2"/>"#,
            r#"<add key="[redacted]" value="[redacted]"/>"#,
        ),
        ("Bearer hunterhunter", "Bearer [redacted]"),
    ] {
        assert_eq!(text(given), shown);
        assert_eq!(text(shown), shown, "twice");
    }
}

#[test]
fn what_only_resembles_the_ways_of_other_tools_is_shown() {
    for given in [
        "auth:8080",
        "secrets:/etc/secrets",
        "token:read,token:write",
        "env:TOKEN",
        "password:stdin",
        "session:token:{id}",
        "keyspace:main",
        "bearer authentication",
        "bearer credentials",
        "a basic understanding",
        "docker run -p 80:8080 mysql",
        "postgres%3A%2F%2Fdb%2Fmain",
        "100%",
        "wrong login or password given",
        "the login page password field",
        "default login or password was",
        "00:11:22:33:44:55",
        "fe80:0:0:0:1:2:3:4",
        "12:30:00:000:1",
        "<name>a</name><port>1</port>",
        "set <password> in <file>",
        r#"{"name":"a","value":"b"},{"name":"token"}"#,
        r#"{"key_name":"a"}"#,
        "rustc -utf8",
        "ssh -p 2222 host",
        "a[0]=1&b[]=2",
        "x := 1",
    ] {
        assert_eq!(text(given), given);
    }
}

#[test]
fn credentials_are_known_by_their_form() {
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlCg";
    for (given, shown) in [
        ("ck_live_51HxQ9wertz", "[redacted]"),
        ("pk_live_51HxQ9wertz", "pk_live_51HxQ9wertz"),
        ("key AKIAIOSFODNN7EXAMPLE here", "key [redacted] here"),
        (jwt, "[redacted]"),
        ("Bearer abcdef123", "Bearer [redacted]"),
        ("basic authentication", "basic authentication"),
        ("scott/hunter2@//h", "scott/[redacted]@//h"),
        ("scott/hunter2@h:1521/x", "scott/[redacted]@h:1521/x"),
        ("jdbc:oracle:thin:scott/hunter2@h", "jdbc:[redacted]@h"),
        ("actions/checkout@v4", "actions/checkout@v4"),
        ("curl -u app:hunter2 h", "curl -u app:[redacted] h"),
        ("--password hunter2 -v", "--password [redacted] -v"),
        (
            "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----[redacted]-----END PRIVATE KEY-----",
        ),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
            "-----BEGIN RSA PRIVATE KEY-----[redacted]",
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
        ),
    ] {
        assert_eq!(text(given), shown);
        assert_eq!(text(shown), shown, "twice");
    }
}

#[test]
fn text_that_holds_no_secret_is_shown_as_it_is() {
    for given in [
        "",
        "12:30",
        "http://a:1,http://b:2",
        "http://a:1, http://b:2,",
        "https://host:80/main",
        "jdbc:sqlserver://host:1433;encrypt=false",
        "sip:jane@b.example",
        "https://host/@scope/package",
        "https://host:8443/@scope/package",
        "https://host/?email=a@b.example",
        "https://[::1]:8080/a",
        "http://host:${PORT}/",
        "http://a:99999/",
        "redis://h:6379x/0",
        "http://host:port/",
        "postgres://db.shop.net:54322222/x",
        "http://[::1/",
        "http://a:80:90/",
        "http://a:808O,b:80",
        "kafka-1:9092,kafka-2:9092",
        "git@github.com:org/repo.git",
        "mailto:a@b.example",
        "Jane Doe <jane@b.example>",
        "registry:5000/team/app@sha256:abc",
        "550e8400-e29b-41d4-a716-446655440000",
        "sort=asc&page=2",
        "cadence.app",
    ] {
        assert_eq!(text(given), given);
    }
}

#[test]
fn what_is_pasted_into_the_wrong_setting_is_known_for_a_credential() {
    for given in [
        "q7Zp2LxV0sKd9TgR4mWb",
        "5d41402abc4b2a76b9719d911017c592",
        "ck_live_51HxQ9wertz",
    ] {
        assert!(is_likely_credential(given), "{given}");
    }
    for given in [
        "8080",
        "localhost:8080",
        "my-service.internal.example.com",
        "2026-11-27T03:10:24Z",
        "/var/lib/cadence/data",
        "a sentence of some words, 1, 2 and 3",
    ] {
        assert!(!is_likely_credential(given), "{given}");
    }
}

#[test]
fn the_password_of_a_url_is_one_only_before_its_host() {
    assert!(has_password("postgres://app:hunter2@db"));
    assert!(has_password("postgres://app:hun/ter2@db"));
    assert!(has_password("http://a:1,http://b:hunter2@c"));
    for text in [
        "https://token@host",
        "postgres://app@db",
        "app:x@db",
        "http://a:b/",
    ] {
        assert!(!has_password(text), "{text}");
    }
}

#[test]
fn long_or_many_lines_become_one_short_line() {
    assert_eq!(line("a\nb\u{1b}[31m"), r"a\nb\u{1b}[31m");
    assert_eq!(line(&"x".repeat(100)).chars().count(), 61);
}

#[test]
fn a_text_that_is_encoded_again_and_again_is_not_decoded_for_ever() {
    let once = "a=b%3Dc%26password%3Dhunter2";
    assert_eq!(text(once), "a=[redacted]");
    let often = format!("{}%{}", "a=".repeat(50_000), "25".repeat(50_000));
    assert!(text(&often) == "a=[redacted]");
}

#[test]
fn a_long_text_of_one_kind_is_looked_through_once() {
    for piece in [
        "a=b ",
        "password=x ",
        "a%20=b%20c ",
        "https://a:b@c,",
        "\"key\": \"x\", ",
        "a=name=",
        "a]=[",
        "and </password>",
        "a token:read ",
        "password:x ",
        "a:1:1:1:1\n",
    ] {
        let text = piece.repeat(2_000);
        let shown = self::text(&text);
        assert_eq!(
            shown.matches(REDACTED).count() > 0,
            !piece.starts_with('a'),
            "{piece}"
        );
    }
}
