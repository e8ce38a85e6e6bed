//! What the derive says of a mistake: see `tests/ui.rs`.
