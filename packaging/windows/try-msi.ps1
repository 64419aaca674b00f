# Installs the MSI without a word, runs the self-test from where it was installed, removes it.
$ErrorActionPreference = "Stop"
$msi = (Get-ChildItem dist/*.msi)[0].FullName
$folder = "$env:ProgramFiles\CalcViewer"
function Expect($what, $wanted, $found) { if ($wanted -ne $found) { throw "${what}: $found, not $wanted" } }

Expect "msiexec /i" 0 (Start-Process msiexec "/i `"$msi`" /qn /norestart" -Wait -PassThru).ExitCode
& "$folder\calcviewer-console.exe" self-test
Expect "self-test" 0 $LASTEXITCODE
Expect "msiexec /x" 0 (Start-Process msiexec "/x `"$msi`" /qn /norestart" -Wait -PassThru).ExitCode
if (Test-Path $folder) { throw "left behind: $folder" }
"The MSI holds."
