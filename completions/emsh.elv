# Completion of emsh for Elvish: emsh itself says what can stand at the cursor.
use str

set edit:completion:arg-completer[emsh] = {|@words|
    var before = $words[1..(- (count $words) 1)]
    try {
        (external $words[0]) complete --word=$words[-1] -- $@before 2>/dev/null | from-lines | each {|line|
            var value description = (str:split &max=2 "\t" $line"\t")
            var end = (if (str:has-suffix $value /) { put '' } else { put ' ' })
            edit:complex-candidate $value &code-suffix=$end &display=$value'  '$description
        }
    } catch _ {
        nop
    }
}
