//! Loading: what a program asks for, and what it gets.
//!
//! In comes what a program asks of its loader; out go its settings, or one report of
//! everything that is wrong in any layer. The layers are gathered and stacked here; the
//! rooms below know what they mean.

pub(crate) mod choose;
mod cure;
mod demands;
#[cfg(feature = "fingerprint")]
mod digest;
mod examine;
mod fold;
mod gather;
mod ignored;
mod loaded;
mod loader;
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, reason = "some of its readers are optional")
)]
pub(crate) mod offline;
mod pass;
mod searched;
mod section;
mod setup;
mod sources;
mod stack;
#[cfg(feature = "tracing")]
mod trace;
mod unread;
mod waivers;

pub(crate) use self::examine::Examined;
#[cfg(feature = "cli")]
pub(crate) use self::fold::{OTHER_MISTAKE, other_mistake};
pub use self::loaded::Loaded;
pub use self::loader::Loader;
#[cfg(feature = "cli")]
pub(crate) use self::offline::{Offline, Supplied};
pub(crate) use self::pass::ambiguities;
pub(crate) use self::setup::Setup;
