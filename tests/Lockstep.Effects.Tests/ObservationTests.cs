using Lockstep.Effects.Tests.Harness;
using Lockstep.Embedded;

namespace Lockstep.Effects.Tests;

/// <summary>
/// Every statement of the catalogue does on a real server what is recorded. LOCKSTEP_UPDATE=1 records anew instead. A class a version, so
/// that they run side by side.
/// </summary>
public abstract class ObservationTests(int version)
{
    [Fact]
    public async Task What_is_recorded_is_what_the_server_does()
    {
        var cancellation = TestContext.Current.CancellationToken;
        ObservedServer? server = null;
        try
        {
            server = await ObservedServer.StartAsync(version, cancellation);
        }
        catch (EmbeddedPostgresException e)
        {
            Assert.Skip(e.Message);
        }

        await using (server)
        {
            var statements = Catalogue.Statements.Where(statement => statement.Versions.Has(version));
            var observations = await server.ObserveAsync(statements, cancellation);
            var unexpected = observations.Where(pair => IsUnexpected(pair.Statement, pair.Observation)).Select(pair => $"{pair.Statement}: {pair.Observation.Error ?? "not refused"}");
            Assert.Equal("", string.Join('\n', unexpected));

            var file = Catalogue.ObservedFile(version);
            var recorded = await File.ReadAllTextAsync(file, cancellation);
            // On a busy machine VACUUM and its like may find a row version still needed, or a buffer pinned, and do less. What is really so is so again.
            var observed = ObservationFile.Text(await LookAgainAsync(server, observations, recorded, cancellation));
            var filled = Filled.Text(await server.FilledAsync(cancellation));
            if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1")
            {
                await File.WriteAllTextAsync(file, observed, cancellation);
                // Every version has the same rows, and writes the same; one of them is enough.
                if (version == 18) await File.WriteAllTextAsync(Catalogue.FilledFile, filled, cancellation);
            }

            if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") != "1") Assert.Equal("", ObservationFile.Difference(recorded, observed));
            Assert.Equal(await File.ReadAllTextAsync(Catalogue.FilledFile, cancellation), filled);
        }
    }

    /// <summary>The observations, those that differ from what is recorded made once more.</summary>
    private static async Task<IReadOnlyList<(CatalogueStatement Statement, Observation Observation)>> LookAgainAsync(
        ObservedServer server, IReadOnlyList<(CatalogueStatement Statement, Observation Observation)> observations, string recorded, CancellationToken cancellation)
    {
        var differing = observations.Where(pair => ObservationFile.Differs(recorded, pair.Statement, pair.Observation)).Select(pair => pair.Statement).ToList();
        if (differing.Count is 0 or > 20) return observations;
        var again = (await server.ObserveAsync(differing, cancellation)).ToDictionary(pair => pair.Statement, pair => pair.Observation);
        return [.. observations.Select(pair => (pair.Statement, again.GetValueOrDefault(pair.Statement, pair.Observation)))];
    }

    /// <summary>A statement that is refused has a note that says so; a misspelt one must not count as observed.</summary>
    private bool IsUnexpected(CatalogueStatement statement, Observation observation)
        => (statement.Fails?.Has(version) ?? false) != observation.Error is not null;
}

public sealed class Postgres15Tests() : ObservationTests(15);

public sealed class Postgres16Tests() : ObservationTests(16);

public sealed class Postgres17Tests() : ObservationTests(17);

public sealed class Postgres18Tests() : ObservationTests(18);
