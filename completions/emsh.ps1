# Completion of emsh for PowerShell: emsh itself says what can stand at the cursor.

Register-ArgumentCompleter -Native -CommandName emsh -ScriptBlock {
    param($word, $tree, $position)
    $line = $tree.ToString()
    $line = $line.Substring(0, [Math]::Min($line.Length, $position - $tree.Extent.StartOffset)).PadRight($position - $tree.Extent.StartOffset)
    & $tree.CommandElements[0].Value complete "--line=$line" 2>$null | ForEach-Object {
        $value, $description = $_ -split "`t", 2
        if (-not $description) { $description = $value }
        $text = if ($value -match "[\s']") { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $description)
    }
}
