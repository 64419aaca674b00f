# Installs the setup silently, runs the self-test from where it was installed, refuses while running, removes it.
$ErrorActionPreference = "Stop"
$setup = (Get-ChildItem dist/*-setup.exe)[0].FullName
$folder = "$env:LOCALAPPDATA\Programs\CalcViewer"
function Expect($what, $wanted, $found) { if ($wanted -ne $found) { throw "${what}: $found, not $wanted" } }

Expect "setup" 0 (Start-Process $setup "/S" -Wait -PassThru).ExitCode
& "$folder\calcviewer-console.exe" self-test
Expect "self-test" 0 $LASTEXITCODE
$command = (Get-ItemProperty "HKCU:\Software\Classes\CalcViewer.Diagram.1\shell\open\command").'(default)'
Expect "file type" "`"$folder\CalcViewer.exe`" `"%1`"" $command

$env:QT_QPA_PLATFORM = "windows"
$running = Start-Process "$folder\CalcViewer.exe" "`"$folder\lib\calcviewer\_data\diagrams\core-mechanism.yaml`"" -PassThru
Start-Sleep 8
if ($running.HasExited) { throw "the window has gone: exit code $($running.ExitCode)" }
Expect "setup while it runs" 5 (Start-Process $setup "/S" -Wait -PassThru).ExitCode
Stop-Process $running
Start-Sleep 3
Expect "update in place" 0 (Start-Process $setup "/S" -Wait -PassThru).ExitCode
Expect "uninstall" 0 (Start-Process "$folder\uninstall.exe" "/S" -Wait -PassThru).ExitCode
for ($second = 0; (Test-Path $folder) -and $second -lt 30; $second++) { Start-Sleep 1 }  # a copy of it does the work
foreach ($key in "HKCU:\Software\CalcViewer", "HKCU:\Software\Classes\CalcViewer.Diagram.1") {
  if (Test-Path $key) { throw "left behind: $key" }
}
if (Test-Path $folder) { throw "left behind: $folder" }
"The setup holds."
