/* Starts CalcViewer on Windows: the private Python in lib, which looks at no other one (lib/pythonXY._pth), at no variable,
   at no registry. CONSOLE: the same program for a command prompt. */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*main_t)(int, wchar_t **);
static wchar_t myself[32768], library[32768];

#ifndef CONSOLE
static int is_usable(HANDLE handle) {
  BY_HANDLE_FILE_INFORMATION about;
  DWORD kind = handle && handle != INVALID_HANDLE_VALUE ? GetFileType(handle) : FILE_TYPE_UNKNOWN;
  return kind == FILE_TYPE_PIPE || (kind == FILE_TYPE_DISK && GetFileInformationByHandle(handle, &about)) ||
         (kind == FILE_TYPE_CHAR && GetConsoleWindow());
}
#endif

int wmain(int argc, wchar_t **argv) {
  if (!GetModuleFileNameW(NULL, myself, 32768)) return 120;
  wcscpy(library, myself);
  wcscpy(wcsrchr(library, L'\\'), L"\\lib\\" LIBRARY);
  SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS); /* none is taken from the current folder */
#ifndef CONSOLE
  /* A window has no channels to speak on, or dead ones, on which Python would stop. */
  DWORD dead = 0;
  for (DWORD number = 0; number < 3; number++)
    if (!is_usable(GetStdHandle(STD_INPUT_HANDLE - number))) {
      SetStdHandle(STD_INPUT_HANDLE - number, NULL);
      dead |= 1u << number;
    }
#endif
  HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
#ifndef CONSOLE
  HMODULE runtime = GetModuleHandleW(L"ucrtbase.dll");
  int (*close)(int) = runtime ? (int (*)(int))(void *)GetProcAddress(runtime, "_close") : NULL;
  for (int number = 0; number < 3 && close; number++)
    if (dead & 1u << number) close(number);
#endif
  main_t run = python ? (main_t)(void *)GetProcAddress(python, "Py_Main") : NULL;
  if (!run) {
    MessageBoxW(NULL, L"CalcViewer is damaged: lib\\" LIBRARY L" could not be loaded. Please install it again.", L"CalcViewer", MB_ICONERROR);
    return 121;
  }
  wchar_t **words = calloc(argc + 8, sizeof *words);
  int count = 0;
  words[count++] = myself;
  words[count++] = L"-I";
  words[count++] = L"-S";
  words[count++] = L"-B";
  words[count++] = L"-Xutf8";
  words[count++] = L"-c";
  words[count++] = L"from calcviewer_start import main; main()";
  for (int number = 1; number < argc; number++) words[count++] = argv[number];
  return run(count, words);
}
