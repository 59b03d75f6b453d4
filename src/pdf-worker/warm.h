/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Draws a page of our own, so that libraries, fonts and tables are there when the first one comes. */
void warm_up (void);
