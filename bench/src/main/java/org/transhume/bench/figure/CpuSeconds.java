package org.transhume.bench.figure;

/**
 * Processor time of one run, user and system together, in seconds.
 *
 * @param client of the tool's own processes
 * @param source of the source server
 * @param destination of the destination server; none for a tool that writes its storage directly
 * @param bench of this program, which is also the line between them where there is latency
 * @param foreign of everything else on the machine meanwhile
 */
public record CpuSeconds(
    double client, double source, double destination, double bench, double foreign) {}
