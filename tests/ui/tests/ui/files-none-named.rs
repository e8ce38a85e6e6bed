fn main() {
    let _ = rehearsal::files!();
}
