@echo off
rem The command line of LwM2M Workbench in VS Code's terminals, on VS Code's own Node.js.
setlocal
set ELECTRON_RUN_AS_NODE=1
if not defined LWM2M_WORKBENCH_NODE set LWM2M_WORKBENCH_NODE=node
"%LWM2M_WORKBENCH_NODE%" "%~dp0..\dist\cli.cjs" %*
