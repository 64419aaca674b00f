/* Starts CalcViewer on Linux and macOS: a private Python that looks at no other one, at no variable, at no other folder.
   Linux: calcviewer, lib/libpythonX.Y.so, lib/ with the modules.  macOS: the same below Contents. */
#include <Python.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#else
#include <pthread.h>
#endif

static void *python;

static void *need(const char *name) {
  void *found = dlsym(python, name);
  if (!found) {
    fprintf(stderr, "CalcViewer is damaged (%s). Please install it again.\n", name);
    exit(121);
  }
  return found;
}

static int find_myself(char *place) {
#ifdef __APPLE__
  char raw[PATH_MAX];
  uint32_t size = sizeof raw;
  return _NSGetExecutablePath(raw, &size) == 0 && realpath(raw, place) != NULL;
#else
  ssize_t length = readlink("/proc/self/exe", place, PATH_MAX - 1);
  if (length <= 0) return 0;
  place[length] = 0;
  return 1;
#endif
}

#ifndef __APPLE__
/* While Python starts, a second thread loads and binds what the window will ask for: Qt's libraries and the system's list of
   fonts. Whatever fails here is met again, and told, when it is needed. */
static char ahead[PATH_MAX + 64];

static void *load_ahead(void *unused) {
  void *widgets = dlopen(ahead, RTLD_LAZY | RTLD_LOCAL);
  void *fonts = widgets ? dlopen("libfontconfig.so.1", RTLD_LAZY | RTLD_NOLOAD) : NULL;
  int (*read_fonts)(void) = fonts ? (int (*)(void))dlsym(fonts, "FcInit") : NULL;
  if (read_fonts) read_fonts();
  return unused;
}

static void load_window_ahead(const char *home, int argc, char **argv) {
  pthread_t thread;
  if (argc > 2 || (argc == 2 && argv[1][0] != '/')) return; /* a command, which may do without a window */
  snprintf(ahead, sizeof ahead, "%s/lib/PySide6/QtWidgets.abi3.so", home);
  if (pthread_create(&thread, NULL, load_ahead, NULL) == 0) pthread_detach(thread);
}
#endif

#define CALL(name) ((__typeof__(&name))need(#name))
#define CHECK(status) do { PyStatus said = (status); if (CALL(PyStatus_Exception)(said)) CALL(Py_ExitStatusException)(said); } while (0)

int main(int argc, char **argv) {
  char myself[PATH_MAX], home[PATH_MAX], library[PATH_MAX + 64], modules[PATH_MAX + 64];
  if (!find_myself(myself)) return 120;
  strcpy(home, myself);
  *strrchr(home, '/') = 0;
#ifdef __APPLE__
  *strrchr(home, '/') = 0;
  snprintf(modules, sizeof modules, "%s/Resources/lib", home);
  snprintf(library, sizeof library, "%s/Frameworks/" LIBRARY, home);
#else
  snprintf(modules, sizeof modules, "%s/lib", home);
  snprintf(library, sizeof library, "%s/lib/" LIBRARY, home);
#endif
  python = dlopen(library, RTLD_LAZY | RTLD_GLOBAL);
  if (!python) {
    fprintf(stderr, "CalcViewer is damaged (%s). Please install it again.\n", dlerror());
    return 121;
  }
#ifndef __APPLE__
  load_window_ahead(home, argc, argv);
#endif
  PyPreConfig before;
  CALL(PyPreConfig_InitIsolatedConfig)(&before);
  before.utf8_mode = 1;
  before.parse_argv = 0;
  CHECK(CALL(Py_PreInitialize)(&before));

  PyConfig config;
  CALL(PyConfig_InitIsolatedConfig)(&config);
  config.parse_argv = 0;
  config.site_import = 0;
  config.write_bytecode = 0;
  config.install_signal_handlers = 1;
  config.pathconfig_warnings = 0;
  config.module_search_paths_set = 1;
  CHECK(CALL(PyWideStringList_Append)(&config.module_search_paths, CALL(Py_DecodeLocale)(modules, NULL)));
  CHECK(CALL(PyConfig_SetBytesArgv)(&config, argc, argv));
  CHECK(CALL(PyConfig_SetBytesString)(&config, &config.executable, myself));
  CHECK(CALL(PyConfig_SetBytesString)(&config, &config.prefix, home));
  CHECK(CALL(PyConfig_SetBytesString)(&config, &config.exec_prefix, home));
  CHECK(CALL(PyConfig_SetBytesString)(&config, &config.base_prefix, home));
  CHECK(CALL(PyConfig_SetBytesString)(&config, &config.base_exec_prefix, home));
  CHECK(CALL(PyConfig_SetBytesString)(&config, &config.run_command,
        "from calcviewer_start import main; main()"));
  CHECK(CALL(Py_InitializeFromConfig)(&config));
  CALL(PyConfig_Clear)(&config);
  return CALL(Py_RunMain)();
}
