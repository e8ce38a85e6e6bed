//! Tests that need a browser, apart from the rest because few machines have one.
