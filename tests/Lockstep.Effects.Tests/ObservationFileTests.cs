using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests;

public sealed class ObservationFileTests
{
    private static readonly CatalogueStatement s_statement = new("indexes", 1, "DROP INDEX i");
    private static readonly Observation s_seen = new() { Locks = new Dictionary<string, string>(StringComparer.Ordinal) { ["public.t"] = "ShareLock" }, Scans = ["public.t"] };

    [Fact]
    public void A_statement_is_one_line_without_what_is_empty()
        => Assert.Equal(
            """
            [
            {"family":"indexes","sql":"DROP INDEX i","transactional":true,"locks":{"public.t":"ShareLock"},"scans":["public.t"]}
            ]

            """,
            Text((s_statement, s_seen)));

    [Fact]
    public void Of_a_refused_statement_only_the_refusal_is_kept()
        => Assert.Contains(
            """{"family":"indexes","sql":"DROP INDEX i","error":"42704 no","transactional":false}""",
            Text((s_statement, new Observation { Error = "42704 no", Transactional = false })),
            StringComparison.Ordinal);

    [Fact]
    public void The_same_has_no_difference()
        => Assert.Equal("", ObservationFile.Difference(Text((s_statement, s_seen)), Text((s_statement, s_seen))));

    [Fact]
    public void A_changed_a_new_and_a_missing_statement_are_told()
    {
        var changed = s_seen with { Scans = [] };
        var difference = ObservationFile.Difference(Text((s_statement, s_seen)), Text((s_statement, changed), (s_statement with { Before = ["BEGIN"] }, s_seen)));
        Assert.Contains("recorded: {\"family\":\"indexes\",\"sql\":\"DROP INDEX i\"", difference, StringComparison.Ordinal);
        Assert.Contains("recorded: nothing", difference, StringComparison.Ordinal);
        Assert.Contains("observed: nothing", ObservationFile.Difference(Text((s_statement, s_seen)), Text()), StringComparison.Ordinal);
    }

    private static string Text(params (CatalogueStatement Statement, Observation Observation)[] observations) => ObservationFile.Text(observations);
}
