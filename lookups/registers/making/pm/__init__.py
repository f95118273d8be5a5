"""PM's documents of the population: one file per group of benefits; what is paid in a month goes out in one payment."""
