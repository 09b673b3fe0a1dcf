/* Where the program's own data is: rule files and model headers.
 *
 * Needs GLib.
 */
#ifndef GFPCHECK_BASE_DATA_H
#define GFPCHECK_BASE_DATA_H

/* A file or folder of the data ("rules/linux"), absolute (g_free). It is in the folder that $GFPCHECK_DATA
 * names; or beside the program that runs (../share/gfpcheck); or in the source tree that the program was
 * built from; or where it was to be installed. */
char *data_path(const char *name);

#endif
