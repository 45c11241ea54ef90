// The tests look at what is left of servers in a folder that all of them share, and the machine is small.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
