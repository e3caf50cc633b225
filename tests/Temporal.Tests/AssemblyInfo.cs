// Leases are counted per process, so that a leak can be pinned to its test only when tests run one after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
