using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lockstep.Tests.Migrations;
using Lockstep.Tests.Support;

namespace Lockstep.Faults.Support;

/// <summary>A run that nothing disturbed: what it leaves, and the messages that it takes.</summary>
internal sealed record Reference(DatabaseState State, IReadOnlyList<ClientMessage> Messages)
{
    private static readonly Lock s_lock = new();
    private static Task<Reference>? s_reference;

    /// <summary>Those with every kind of step.</summary>
    internal static IReadOnlyList<MigrationDescriptor> Migrations { get; } = Descriptors(EveryKindOfStep.Migrations);

    /// <summary>Migrations for runs in this process, as the host in a process of its own has them.</summary>
    internal static IReadOnlyList<MigrationDescriptor> Descriptors(IReadOnlyDictionary<string, string?[]> migrations) =>
    [
        .. migrations.Select(migration => new MigrationDescriptor(
            long.Parse(migration.Key, CultureInfo.InvariantCulture),
            $"Change {migration.Key}",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(migration.Value[0] + "/" + migration.Value[1]))),
            () => new SqlMigration(migration.Value[0]!, migration.Value[1]))),
    ];

    internal static Task<Reference> OfAsync(TestServer server)
    {
        lock (s_lock) return s_reference ??= MakeAsync(server);
    }

    /// <summary>The numbers of the messages that execute SQL which holds a text.</summary>
    internal IEnumerable<int> Executing(string sql) => Messages.Where(message => message.Sql.Contains(sql, StringComparison.Ordinal)).Select(message => message.Number);

    private static async Task<Reference> MakeAsync(TestServer server)
    {
        await using var database = await server.CreateAsync();
        await using var proxy = new FaultProxy(server.Postgres.Host, server.Postgres.Port);
        var result = await HostProcess.RunAsync(FaultyRun.Through(proxy, database), EveryKindOfStep.Migrations, "migrate");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var reference = new Reference(await DatabaseState.TakeAsync(database, new(Migrations)), proxy.Messages);
        Assert.Empty(reference.State.Problems);
        Summary.Tell($"undisturbed on PostgreSQL {await database.RunAsync("SHOW server_version")}: {reference.Messages.Count} messages that the server acts upon");
        return reference;
    }
}
