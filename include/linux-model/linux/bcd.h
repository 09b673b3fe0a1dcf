/* Model of linux/bcd.h. */
#ifndef _MODEL_LINUX_BCD_H
#define _MODEL_LINUX_BCD_H

unsigned int bcd2bin(unsigned char val);
unsigned char bin2bcd(unsigned int val);

#endif
