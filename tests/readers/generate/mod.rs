//! Files made of the schema alone.

mod confidential;
mod golden;
mod json_schema;
mod odd_defaults;
mod odd_names;
