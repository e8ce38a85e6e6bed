//! The smallest example runs as it says, and refuses as it should.

use insta::assert_snapshot;

use crate::child::Example;

#[test]
fn it_runs_with_no_set_up() {
    let ended = Example::new("quickstart").run();
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    assert_snapshot!(ended.stdout, @r"
    hello, world!
    this is development
    name = world (default)
    times = 1 (default)
    ");
}

#[test]
fn variables_change_what_it_does() {
    let ended = Example::new("quickstart")
        .variable("HELLO_ENV", "production")
        .variable("HELLO_NAME", "Ada")
        .variable("HELLO_TIMES", "3")
        .run();
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    assert_snapshot!(ended.stdout, @r"
    hello, Ada!
    hello, Ada!
    hello, Ada!
    this is production
    name = Ada (variable HELLO_NAME)
    times = 3 (variable HELLO_TIMES)
    ");
}

#[test]
fn every_mistake_is_said_before_anything_is_done() {
    let ended = Example::new("quickstart")
        .variable("HELLO_NMAE", "Ada")
        .variable("HELLO_TIMES", "thrice")
        .run();
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @"
    2 problems keep hello from starting in development

    error[unknown-variable]: unknown variable HELLO_NMAE
     --> variable HELLO_NMAE
      |
      | HELLO_NMAE=…
      | ^^^^^^^^^^
      |
      = help: did you mean HELLO_NAME?

    error[wrong-type]: `times` must be an integer from 0 to 255
     --> variable HELLO_TIMES
      |
      | HELLO_TIMES=thrice
      |             ^^^^^^ not an integer

    looked for /app/config (not there)
    ");
}
