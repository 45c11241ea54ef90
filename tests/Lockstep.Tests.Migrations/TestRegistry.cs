using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lockstep;
using Lockstep.Tests.Migrations;

[assembly: MigrationRegistry(typeof(TestRegistry))]

namespace Lockstep.Tests.Migrations;

/// <summary>The migrations that the environment variable LOCKSTEP_TEST_MIGRATIONS holds as JSON: {"1": ["up", "down"], "2": ["up", null, "checkpoint"], …}.</summary>
public sealed class TestRegistry : MigrationRegistry
{
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
                return new MigrationDescriptor(version, $"Change {property.Name}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(up + "/" + down))), () => new SqlMigration(up, down))
                {
                    Checkpoint = property.Value.GetArrayLength() > 2 ? property.Value[2].GetString() : null,
                };
            }),
        ];
    }
}
