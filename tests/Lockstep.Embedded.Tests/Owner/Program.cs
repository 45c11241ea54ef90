using System.Diagnostics;
using Lockstep.Embedded;

// A process that owns embedded servers, for tests that end it in all the ways in which a process can end.
//   throwaway           starts one, says where it is, and waits to be killed
//   exit                starts one, says where it is, and ends without disposing it
//   persistent FOLDER   starts or attaches, says where it is, and ends
//   time                starts and disposes throwaway clusters, and says how long that took
var mode = args.ElementAtOrDefault(0);
switch (mode)
{
    case "throwaway" or "exit":
        var throwaway = await EmbeddedPostgres.StartThrowawayAsync(new EmbeddedOptions { Log = Console.Error.WriteLine });
        Console.WriteLine(throwaway.DataDirectory);
        Console.WriteLine(throwaway.ConnectionString("postgres"));
        if (mode == "throwaway")
        {
            await Task.Delay(Timeout.Infinite);
        }

        return 0;

    case "persistent":
        var persistent = await EmbeddedPostgres.StartPersistentAsync(args[1], new EmbeddedOptions { Log = Console.Error.WriteLine });
        Console.WriteLine(persistent.DataDirectory);
        Console.WriteLine(persistent.ConnectionString("postgres"));
        return 0;

    case "time":
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.StartNew();
            var server = await EmbeddedPostgres.StartThrowawayAsync();
            var started = clock.Elapsed;
            await server.EnsureDatabaseAsync("shop");
            var created = clock.Elapsed;
            await server.DisposeAsync();
            Console.WriteLine($"start {started.TotalMilliseconds:F0} ms, database {(created - started).TotalMilliseconds:F0} ms, dispose {(clock.Elapsed - created).TotalMilliseconds:F0} ms");
        }

        return 0;

    default:
        Console.Error.WriteLine("modes: throwaway, exit, persistent FOLDER, time");
        return 2;
}
