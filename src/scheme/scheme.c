/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scheme/scheme.h"

G_DEFINE_QUARK (kaiji-scheme-error-quark, kaiji_scheme_error)
