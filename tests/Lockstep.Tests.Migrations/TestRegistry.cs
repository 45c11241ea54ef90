using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lockstep;
using Lockstep.Tests.Migrations;

[assembly: MigrationRegistry(typeof(TestRegistry))]

namespace Lockstep.Tests.Migrations;

/// <summary>The migrations that the environment variable LOCKSTEP_TEST_MIGRATIONS holds as JSON: {"1": ["up", "down", "description", "ticket", "checkpoint", "file"], …}, of which the last four may be missing.</summary>
public sealed class TestRegistry : MigrationRegistry
{
    private static readonly Dictionary<long, string?> s_descriptions = [];

    /// <inheritdoc />
    public override string? Description(long version) => s_descriptions.GetValueOrDefault(version);

    /// <inheritdoc />
    public override IReadOnlyList<MigrationDescriptor> Migrations { get; } = Read(Environment.GetEnvironmentVariable("LOCKSTEP_TEST_MIGRATIONS") ?? "{}");

    private static List<MigrationDescriptor> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateObject().Select(property =>
            {
                var (up, down) = (property.Value[0].GetString()!, property.Value[1].GetString());
                // "7b" stands for a second migration with version 7.
                var version = long.Parse(property.Name.TrimEnd('b'), CultureInfo.InvariantCulture);
                var more = property.Value.GetArrayLength();
                var file = more > 5 ? property.Value[5].GetString() : null;
                if (more > 2) s_descriptions[version] = property.Value[2].GetString();
                return new MigrationDescriptor(version, $"Change {property.Name}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(up + "/" + down))), () => file is null ? new SqlMigration(up, down) : new SqlFileMigration(file, up, 1, down, 1))
                {
                    Ticket = more > 3 ? property.Value[3].GetString() : null,
                    Checkpoint = more > 4 ? property.Value[4].GetString() : null,
                };
            }),
        ];
    }
}
