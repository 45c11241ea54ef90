using Lockstep.CodeFixes.Writing;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Fixes;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Tests.Operations;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>Every operation that has an inverse can be undone by a Down that is written from it.</summary>
public sealed class InverseOfUpTests
{
    private static readonly DatabaseSchema s_schema = DatabaseSchema.Empty.Apply([.. SqlReader.Read(OperationSamples.Setup)]).Schema;

    public static TheoryData<int> Samples => new(Enumerable.Range(0, OperationSamples.All.Count));

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_has_an_inverse_gets_a_Down_that_leads_back(int number)
    {
        var operation = OperationSamples.All[number].Operation;
        var inverse = InverseOfUp.Of(Review(operation));
        if (Inverse.Of(operation, s_schema).Operations is null || SaysIfNotExists(operation))
        {
            // What the operation itself tells needs no schema.
            if (Inverse.Of(operation) is null && !SqlWriter.Write(operation).Contains("OR REPLACE", StringComparison.Ordinal)) Assert.Null(inverse);
            return;
        }

        Assert.NotNull(inverse);
        Assert.NotNull(new CSharpWriter(name => name).Write(inverse.Operations));
        var back = s_schema.Apply(operation).Schema.Apply(inverse.Operations);
        Assert.DoesNotContain(back.Problems, problem => !problem.IsNote);
        Assert.Empty(SchemaDiff.Between(s_schema, back.Schema));
    }

    /// <summary>So that the theory above is not all exceptions.</summary>
    [Fact]
    public void Most_samples_have_one()
    {
        var with = OperationSamples.All.Count(sample => InverseOfUp.Of(Review(sample.Operation)) is { Operations.Count: > 0 });
        Assert.InRange(with, 85, OperationSamples.All.Count);
    }

    private static bool SaysIfNotExists(Operation operation) => SqlWriter.Write(operation).Contains("IF NOT EXISTS", StringComparison.Ordinal) ||
        SqlWriter.Write(operation).Contains("OR REPLACE", StringComparison.Ordinal);

    private static MigrationReview Review(Operation operation) => MigrationReview.Of(
        new("m", Origin.None, Model.EquatableArray.Of(operation), default), new(s_schema, []), new());
}
