# Completion of emsh for Nushell: emsh itself says what can stand at the cursor.

def "nu-complete emsh" [line: string, position: int] {
    ^emsh complete $"--line=($line | str substring 0..<$position)"
    | lines
    | each {|one|
        let parts = ($one | split row --number 2 "\t")
        let value = ($parts | first)
        {
            value: (if ($value =~ '[\s()$;|]') { $"'($value)'" } else { $value }),
            description: ($parts.1? | default "")
        }
    }
}

export extern "emsh" [...words: string@"nu-complete emsh"]
