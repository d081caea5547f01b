# Starts the command line from the source tree: builds it first where the sources are newer than the last build.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$out = Join-Path $root 'src/Weft.Cli/bin/Release'
$dll = Join-Path $out 'net10.0/weft-cli.dll'
$stamp = Join-Path $out 'weft.stamp'

function Say([string] $english, [string] $chinese) {
    $tongue = @($env:WEFT_LANG, $env:LC_ALL, $env:LC_MESSAGES, $env:LANG) | Where-Object { $_ } | Select-Object -First 1
    $text = if ($tongue -like 'zh*') { $chinese } else { $english }
    [Console]::Error.WriteLine("weft: $text")
}

function Find-Dotnet {
    $name = if ($env:OS -eq 'Windows_NT') { 'dotnet.exe' } else { 'dotnet' }
    foreach ($folder in @($env:DOTNET_ROOT, (Join-Path $HOME '.dotnet'))) {
        if ($folder -and (Test-Path (Join-Path $folder $name))) { return Join-Path $folder $name }
    }
    $found = Get-Command $name -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($found) { return $found.Source }
    Say 'the .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download and start again' `
        '缺少 .NET 10 SDK；请从 https://dotnet.microsoft.com/download 安装，然后重新运行'
    exit 1
}

# Folders count too: theirs is the time that changes when a file goes away.
function Test-Stale {
    if (-not (Test-Path $dll) -or -not (Test-Path $stamp)) { return $true }
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $sources = [System.Collections.Generic.Queue[string]]::new()
    $sources.Enqueue((Join-Path $root 'src'))
    while ($sources.Count -gt 0) {
        $folder = Get-Item -LiteralPath $sources.Dequeue()
        if ($folder.LastWriteTimeUtc -gt $built) { return $true }
        foreach ($entry in Get-ChildItem -LiteralPath $folder.FullName -Force) {
            if ($entry.PSIsContainer) {
                if ($entry.Name -notin 'bin', 'obj') { $sources.Enqueue($entry.FullName) }
            }
            elseif ($entry.LastWriteTimeUtc -gt $built) { return $true }
        }
    }
    foreach ($name in 'Directory.Build.props', 'Directory.Packages.props', 'global.json') {
        if ((Get-Item (Join-Path $root $name)).LastWriteTimeUtc -gt $built) { return $true }
    }
    return $false
}

function Invoke-Build {
    # Windows PowerShell takes each line on the error output for an error of its own.
    $ErrorActionPreference = 'Continue'
    $version = & $dotnet --version 2>$null
    if ("$version" -notmatch '^[1-9][0-9]\.') {
        Say 'the .NET 10 SDK is missing (there is only an older one, or the runtime alone); install it from https://dotnet.microsoft.com/download' `
            '缺少 .NET 10 SDK（只有旧版本或仅有运行时）；请从 https://dotnet.microsoft.com/download 安装'
        return $false
    }
    Say 'building the command line, once…' '正在构建命令行程序，仅此一次…'
    # Made before the stamp, so that making them does not count as a change after it.
    foreach ($project in Get-ChildItem (Join-Path $root 'src') -Directory) {
        foreach ($made in 'bin', 'obj') { New-Item -ItemType Directory -Force -Path (Join-Path $project.FullName $made) | Out-Null }
    }
    Set-Content -Path "$stamp.new" -Value ''
    $log = Join-Path $out 'weft.build.log'
    & $dotnet build (Join-Path $root 'src/Weft.Cli/Weft.Cli.csproj') -c Release -nologo -v quiet -nodeReuse:false -p:UseSharedCompilation=false *> $log
    if ($LASTEXITCODE -ne 0) {
        Say "the build failed; all of it is in $log" "构建失败；完整记录见 $log"
        Get-Content $log | Where-Object { $_ -match 'error|warning' } | Sort-Object -Unique | Select-Object -First 5 |
            ForEach-Object { [Console]::Error.WriteLine($_) }
        return $false
    }
    Move-Item -Force "$stamp.new" $stamp
    return $true
}

# One build at a time: the others wait for the file that it holds open.
function Invoke-LockedBuild {
    New-Item -ItemType Directory -Force -Path $out | Out-Null
    $lock = $null
    while (-not $lock) {
        try { $lock = [System.IO.File]::Open((Join-Path $out 'weft.ps1.lock'), 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [System.IO.IOException] {
            if (-not $waiting) { Say 'another start is building the command line; waiting for it…' '另一个 weft 正在构建命令行程序，等它完成…' }
            $waiting = $true
            Start-Sleep -Milliseconds 200
        }
    }
    try { return (-not (Test-Stale)) -or (Invoke-Build) } finally { $lock.Dispose() }
}

$dotnet = Find-Dotnet
if ((Test-Stale) -and -not (Invoke-LockedBuild)) { exit 1 }
$env:WEFT_COMMAND = 'weft'
& $dotnet $dll @args
exit $LASTEXITCODE
