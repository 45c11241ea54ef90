using Lockstep.Hosting;

return await LockstepHost.RunAsync(args, Lockstep.Generated.GeneratedMigrationRegistry.Instance);
