// Leases and allocations are counted per process or thread, and timings must not meet other tests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
