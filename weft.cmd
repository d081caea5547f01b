@echo off
rem Starts the command line from the source tree, as ./weft does elsewhere; weft.ps1 beside it does the work.
where pwsh >nul 2>nul || goto older
pwsh -NoProfile -ExecutionPolicy Bypass -File "%~dp0weft.ps1" %*
exit /b %ERRORLEVEL%
:older
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0weft.ps1" %*
exit /b %ERRORLEVEL%
