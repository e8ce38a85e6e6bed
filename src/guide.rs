//! The guide: one page for each thing that a program or its operator does.
//!
//! The [front page](crate) says which page answers what.

#[doc = include_str!("guide/first_steps.md")]
pub mod first_steps {}

#[doc = include_str!("guide/environments.md")]
pub mod environments {}

#[doc = include_str!("guide/layers.md")]
pub mod layers {}

#[doc = include_str!("guide/variables.md")]
pub mod variables {}

#[doc = include_str!("guide/secrets.md")]
pub mod secrets {}

#[doc = include_str!("guide/types.md")]
pub mod types {}

#[doc = include_str!("guide/attributes.md")]
pub mod attributes {}

#[doc = include_str!("guide/rules.md")]
pub mod rules {}

#[doc = include_str!("guide/exempting.md")]
pub mod exempting {}

#[doc = include_str!("guide/subcommand.md")]
pub mod subcommand {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/deploying.md")]
pub mod deploying {}

#[doc = include_str!("guide/workspaces.md")]
pub mod workspaces {}

#[doc = include_str!("guide/ci.md")]
pub mod ci {}

// Its examples need the other libraries, so `tests/compared` runs them.
#[cfg(not(doctest))]
#[doc = include_str!("guide/migrating.md")]
pub mod migrating {}

#[doc = include_str!("guide/design.md")]
pub mod design {}
