//! Rules of elements, where another layer replaces the list.

use insta::assert_snapshot;
use rehearsal::{Checker, Config};

use super::{host, report};

#[test]
fn a_list_that_another_one_hides_keeps_no_rules() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(nested)]
        upstreams: Vec<Upstream>,
    }

    #[derive(Config)]
    #[config(check = Upstream::check)]
    struct Upstream {
        weight: u8,
    }

    impl Upstream {
        fn check(&self, rules: &mut Checker<'_>) {
            if self.weight == 0 {
                rules.problem(["weight"], "an upstream without weight is never used");
            }
        }
    }

    let hidden = host("test")
        .file("config/default.toml", "[[upstreams]]\nweight = 0\n")
        .file("config/test.toml", "[[upstreams]]\nweight = 1\n");
    assert_eq!(report::<Settings>(hidden), "starts\n");
    let shown = host("test").file("config/test.toml", "[[upstreams]]\nweight = 0\n");
    assert_snapshot!(report::<Settings>(shown), @"
    1 problem keeps cadence from starting in test

    error[rule]: an upstream without weight is never used
     --> config/test.toml:2:10
      |
    2 | weight = 0
      |          ^
    ");
}
