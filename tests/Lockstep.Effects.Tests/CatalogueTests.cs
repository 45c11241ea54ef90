using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests;

/// <summary>What the catalogue must hold to be worth observing.</summary>
public sealed class CatalogueTests
{
    /// <summary>The rows of the rules that are about locks, rewrites, scans and transactions; the others need no server.</summary>
    private static readonly string[] s_rows =
    [
        "A1", "A2", "A3", "A4", "A6", "A14", "A17", "A18", "A19",
        "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B13", "B17",
        "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C9", "C10", "C11", "C12", "C15", "C16",
        "D1", "D3", "D5", "D6", "E1", "E2", "E3", "E4", "E5", "E9",
        "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F12", "F16", "F17", "F18",
        "G1", "G2", "G3", "G4", "G5", "G7", "G9", "G12", "H11", "H12", "I1", "I2", "J1", "J4",
        "M3", "M4", "M5", "M6", "M7", "M8", "M10", "M11", "M12", "M13", "M14", "M15", "M16", "M17", "M18", "M19", "M20", "M24", "M25", "M26",
    ];

    [Fact]
    public void Every_row_of_the_rules_that_a_server_can_show_has_a_statement()
        => Assert.Empty(s_rows.Except(Catalogue.Statements.SelectMany(statement => statement.Rules), StringComparer.Ordinal));

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public void Each_version_is_shown_more_than_four_hundred_statements_that_it_carries_out(int version)
        => Assert.True(Catalogue.Statements.Count(statement => statement.Versions.Has(version) && statement.Fails?.Has(version) is not true) > 400);

    [Fact]
    public void No_statement_is_there_twice()
        => Assert.Empty(Catalogue.Statements.GroupBy(statement => statement.Key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
}
