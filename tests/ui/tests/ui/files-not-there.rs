fn main() {
    let _ = rehearsal::files!("config/defualt.toml", "/etc/cadence.toml", "src");
}
