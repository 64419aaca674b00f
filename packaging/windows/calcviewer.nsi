; The installer for one user: asks for no rights. Silent: /S, and /D=folder as the last word.
; Exit codes: 0 done, 1 cancelled, 3 not 64-bit, 4 older than Windows 10, 5 CalcViewer is running.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!define APP "CalcViewer"
!define PROGID "CalcViewer.Diagram.1"
!define PACKID "CalcViewer.Pack.1"
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
Name "${APP}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
ManifestDPIAware true
ManifestSupportedOS all
BrandingText "${APP} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${NUMBERS}.0"
VIAddVersionKey ProductName "${APP}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileDescription "${APP} setup"
VIAddVersionKey LegalCopyright "CalcViewer contributors; MIT licence"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${APP}.exe"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_SUBTEXT "$(CHOOSE)"
!define MUI_COMPONENTSPAGE_TEXT_TOP "$(ALONE)"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Indonesian"

LangString CHOOSE ${LANG_ENGLISH} "What shall be installed?"
LangString CHOOSE ${LANG_INDONESIAN} "Apa saja yang akan dipasang?"
LangString ALONE ${LANG_ENGLISH} "${APP} is installed for you alone and asks for no password. Diagrams that you have made are never touched."
LangString ALONE ${LANG_INDONESIAN} "${APP} dipasang hanya untuk Anda dan tidak meminta kata sandi. Diagram buatan Anda tidak akan disentuh."
LangString PROGRAM ${LANG_ENGLISH} "The program and its diagrams"
LangString PROGRAM ${LANG_INDONESIAN} "Program dan diagramnya"
LangString MENU ${LANG_ENGLISH} "Entry in the Start menu"
LangString MENU ${LANG_INDONESIAN} "Entri di menu Start"
LangString ASSOCIATION ${LANG_ENGLISH} "Open .yaml and .calcpack with ${APP}"
LangString ASSOCIATION ${LANG_INDONESIAN} "Buka .yaml dan .calcpack dengan ${APP}"
LangString DESKTOP ${LANG_ENGLISH} "Shortcut on the desktop"
LangString DESKTOP ${LANG_INDONESIAN} "Pintasan di desktop"
LangString DIAGRAM ${LANG_ENGLISH} "${APP} diagram"
LangString DIAGRAM ${LANG_INDONESIAN} "Diagram ${APP}"
LangString PACK ${LANG_ENGLISH} "${APP} course pack"
LangString PACK ${LANG_INDONESIAN} "Paket kuliah ${APP}"
LangString NEEDS64 ${LANG_ENGLISH} "${APP} needs 64-bit Windows."
LangString NEEDS64 ${LANG_INDONESIAN} "${APP} memerlukan Windows 64-bit."
LangString NEEDS10 ${LANG_ENGLISH} "${APP} needs Windows 10 (version 1809) or later."
LangString NEEDS10 ${LANG_INDONESIAN} "${APP} memerlukan Windows 10 (versi 1809) atau yang lebih baru."
LangString RUNNING ${LANG_ENGLISH} "${APP} is running. Close it, then choose Retry."
LangString RUNNING ${LANG_INDONESIAN} "${APP} sedang berjalan. Tutup dahulu, lalu pilih Coba lagi."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(NEEDS64)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(NEEDS10)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd

!macro CHECK_RUNNING un
Function ${un}CheckRunning
  ; a running program holds its own file: it cannot be opened for writing
  again:
  IfFileExists "$INSTDIR\${APP}.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\${APP}.exe" a
  IfErrors busy
  FileClose $0
  Goto free
  busy:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 5
  Quit
  free:
FunctionEnd
!macroend
!insertmacro CHECK_RUNNING ""
!insertmacro CHECK_RUNNING "un."

!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\bin"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\${APP}.exe"
  Delete "$INSTDIR\calcviewer-console.exe"
  Delete "$INSTDIR\uninstall.exe"
!macroend

!macro KIND progid name
  WriteRegStr HKCU "Software\Classes\${progid}" "" "${name}"
  WriteRegStr HKCU "Software\Classes\${progid}\DefaultIcon" "" "$INSTDIR\${APP}.exe,0"
  WriteRegStr HKCU "Software\Classes\${progid}\shell\open\command" "" '"$INSTDIR\${APP}.exe" "%1"'
!macroend

!macro ASSOCIATE suffix progid
  WriteRegStr HKCU "Software\Classes\${suffix}\OpenWithProgids" "${progid}" ""
  WriteRegStr HKCU "Software\${APP}\Capabilities\FileAssociations" "${suffix}" "${progid}"
!macroend

!macro DISSOCIATE suffix progid
  DeleteRegValue HKCU "Software\Classes\${suffix}\OpenWithProgids" "${progid}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${suffix}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\${suffix}"
!macroend

Section "$(PROGRAM)" SEC_MAIN
  SectionIn RO
  Call CheckRunning
  SetOverwrite on
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNKEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNKEY}" "Publisher" "CalcViewer contributors"
  WriteRegStr HKCU "${UNKEY}" "DisplayIcon" "$INSTDIR\${APP}.exe,0"
  WriteRegStr HKCU "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNKEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNKEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNKEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNKEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNKEY}" "EstimatedSize" "$0"
SectionEnd

Section "$(MENU)" SEC_MENU
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe" "" "$INSTDIR\${APP}.exe" 0
SectionEnd

; .yaml belongs to many programs: ours is offered in "Open with", and taken where there is no other.
Section "$(ASSOCIATION)" SEC_ASSOC
  !insertmacro KIND "${PROGID}" "$(DIAGRAM)"
  !insertmacro KIND "${PACKID}" "$(PACK)"
  WriteRegStr HKCU "Software\${APP}\Capabilities" "ApplicationName" "${APP}"
  WriteRegStr HKCU "Software\${APP}\Capabilities" "ApplicationDescription" "$(DIAGRAM)"
  !insertmacro ASSOCIATE ".yaml" "${PROGID}"
  !insertmacro ASSOCIATE ".yml" "${PROGID}"
  !insertmacro ASSOCIATE ".calcpack" "${PACKID}"
  WriteRegStr HKCU "Software\Classes\.calcpack" "" "${PACKID}" ; nobody else has this one
  WriteRegStr HKCU "Software\RegisteredApplications" "${APP}" "Software\${APP}\Capabilities"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section /o "$(DESKTOP)" SEC_DESK
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\${APP}.exe"
SectionEnd

Section "Uninstall"
  Call un.CheckRunning
  !insertmacro REMOVE_PROGRAM
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  DeleteRegKey HKCU "${UNKEY}"
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  DeleteRegKey HKCU "Software\Classes\${PACKID}"
  DeleteRegValue HKCU "Software\Classes\.calcpack" ""
  !insertmacro DISSOCIATE ".yaml" "${PROGID}"
  !insertmacro DISSOCIATE ".yml" "${PROGID}"
  !insertmacro DISSOCIATE ".calcpack" "${PACKID}"
  DeleteRegValue HKCU "Software\RegisteredApplications" "${APP}"
  DeleteRegKey HKCU "Software\${APP}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
