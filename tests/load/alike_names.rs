//! Two settings that one variable would set, however their names are written.

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

/// The first line of each problem that keeps the program from starting.
fn refused<T: Config>() -> String {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    let loader = Loader::new("CADENCE").system(host).without_config_dir();
    let Err(report) = loader.load::<T>() else {
        return "nothing is refused".to_owned();
    };
    let errors = report.to_string();
    let errors = errors.lines().filter(|line| line.starts_with("error"));
    errors.collect::<Vec<_>>().join("\n")
}

macro_rules! settings {
    ($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)+ }) => {
        #[derive(Config)]
        #[allow(dead_code, non_snake_case, reason = "only its schema counts")]
        struct $name {
            $($(#[$attribute])* $field: $type,)+
        }
    };
}

settings!(Pool {
    #[config(default = 1)]
    size: u8,
});

settings!(Doubled {
    #[config(default = 1)]
    a__b: u8,
    #[config(default = 1)]
    a_b: u8,
});

settings!(Leading {
    #[config(default = 1)]
    _size: u8,
    #[config(default = 1)]
    size: u8,
});

settings!(Foreign {
    #[config(default = 1, rename = "a\u{e9}b")]
    foreign: u8,
    #[config(default = 1)]
    a_b: u8,
});

settings!(OfSection {
    #[config(nested, rename = "pool_")]
    pool: Pool,
    #[config(default = 1)]
    pool__size: u8,
});

settings!(OldName {
    #[config(default = 1, alias = "port")]
    listen_port: u8,
    #[config(default = 1, rename = "Port")]
    other: u8,
});

settings!(OldSection {
    #[config(nested, alias = "db")]
    database: Pool,
    #[config(default = 1)]
    db_size: u8,
});

settings!(Apart {
    #[config(default = 1, alias = "b")]
    a: u8,
    #[config(default = 1)]
    b_: u8,
    #[config(nested, alias = "d")]
    c: Pool,
});

#[test]
fn names_that_a_variable_cannot_tell_apart_are_refused() {
    insta::assert_snapshot!(refused::<Doubled>(), @"error[ambiguous-variable]: the variable CADENCE_A_B would set both `a__b` and `a_b`");
    insta::assert_snapshot!(refused::<Leading>(), @"error[ambiguous-variable]: the variable CADENCE_SIZE would set both `_size` and `size`");
    insta::assert_snapshot!(refused::<Foreign>(), @r#"error[ambiguous-variable]: the variable CADENCE_A_B would set both `"aéb"` and `a_b`"#);
    insta::assert_snapshot!(refused::<OfSection>(), @"error[ambiguous-variable]: the variable CADENCE_POOL_SIZE would set both `pool_.size` and `pool__size`");
}

#[test]
fn an_older_name_is_one_as_well() {
    insta::assert_snapshot!(refused::<OldName>(), @"error[ambiguous-variable]: the variable CADENCE_PORT would set both `listen_port` and `Port`");
    insta::assert_snapshot!(refused::<OldSection>(), @"error[ambiguous-variable]: the variable CADENCE_DB_SIZE would set both `database.size` and `db_size`");
    insta::assert_snapshot!(refused::<Apart>(), @"nothing is refused");
}
