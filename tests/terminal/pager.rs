//! Pages of help that are longer than the screen.

use crate::screen::{ENTER, Start};

#[test]
fn a_long_page_is_turned_and_left() {
    let mut shell = Start::new().columns(80).environment("PAGER", "").shell();
    shell.begin_line("Get-Help about_Queues");
    shell.look(|screen| screen.contains("lines  space: next page"));
    assert!(shell.screen().starts_with("TOPIC\n    about_Queues"), "{}", shell.screen());
    shell.keys(" ");
    shell.look(|screen| screen.contains("(end)"));
    assert!(shell.screen().contains("SEE ALSO") && !shell.screen().contains("SYNOPSIS"), "{}", shell.screen());
    shell.keys("/synopsis");
    shell.look(|screen| screen.contains("/synopsis"));
    shell.keys(ENTER);
    shell.look(|screen| screen.contains("SYNOPSIS"));
    shell.keys("q");
    let screen = shell.prompt();
    assert!(screen.contains("SYNOPSIS"), "what was read last stays in sight: {screen}");
    assert!(shell.line("'still here'").contains("\nstill here\n"));
}

#[test]
fn short_pages_and_captured_ones_are_not_paged() {
    let mut shell = Start::new().columns(80).environment("PAGER", "").shell();
    assert!(shell.line("Get-Help Get-Unique").contains("SYNOPSIS"));
    assert!(shell.line("$page = Get-Help about_Queues; \"$page\".Length -gt 1000").contains("True"));
    assert!(shell.line("Get-Help about_Queues | Out-String -Stream | Select-Object -First 1").contains("TOPIC"));
}

#[test]
fn the_program_of_the_environment_shows_pages() {
    let mut shell = Start::new().columns(80).environment("PAGER", "head -n 1 | tr A-Z a-z").shell();
    assert!(shell.line("Get-Help about_Queues").contains("\ntopic\n"));
}

#[test]
fn what_out_host_is_told_to_page_is_turned_page_by_page() {
    let mut shell = Start::new().columns(80).environment("PAGER", "").shell();
    shell.begin_line("1..200 | Out-Host -Paging; 'behind it'");
    shell.look(|screen| screen.contains("lines  space: next page"));
    assert!(shell.screen().starts_with("1\n2\n3\n"), "{}", shell.screen());
    shell.keys(" ");
    shell.look(|screen| !screen.starts_with("1\n"));
    shell.keys("q");
    assert!(shell.prompt().contains("behind it"));
    let short = shell.line("1..3 | Out-Host -Paging");
    assert!(short.contains("1\n2\n3\n"), "three lines need no pages: {short}");
}
