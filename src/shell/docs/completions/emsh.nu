# Completion of emsh for Nushell: emsh itself says what can stand at the cursor.

def "nu-complete emsh" [line: string, position: int] {
    ^emsh complete $"--line=($line | str substring 0..<$position)"
    | lines
    | each {|one|
        let parts = ($one | split row --number 2 "\t")
        { value: ($parts | first), description: ($parts | get --ignore-errors 1 | default "") }
    }
}

export extern "emsh" [...words: string@"nu-complete emsh"]
