using System.Composition;
using Lockstep.CodeFixes.Forms;
using Lockstep.CodeFixes.Writing;
using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.CodeFixes;

/// <summary>LS3001: declares the column deprecated in place of dropping it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeprecateColumnFix))]
[Shared]
public sealed class DeprecateColumnFix : MigrationCodeFix
{
    /// <summary>Makes the fix.</summary>
    public DeprecateColumnFix()
        : base("LS3001", "Deprecate now, drop in a later release")
    {
    }

    /// <summary>None: for each column somebody has to decide.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override IReadOnlyList<TextChange>? Changes(MigrationSource source, Diagnostic diagnostic)
    {
        if (source.OperationAt(diagnostic.Location.SourceSpan) is not { Operation: DropColumn { Incomplete: false } drop } found ||
            drop.Column.IndexOf('.') >= 0 ||
            OperationRemoval.Find(source, found.Among[found.At], drop) is not { } withoutDrop)
        {
            return null;
        }

        // Where the rule knows what the later migration is to be, that is offered.
        if (SafeFormEdit.Has(source, "LS3001", diagnostic.Location.SourceSpan)) return null;
        var changes = new List<TextChange> { withoutDrop };
        if (Edits.Deprecates(source, CSharpText.Authored(drop.Table) + "." + drop.Column) is { } attribute) changes.Add(attribute);
        foreach (var statement in source.Lowered.Script.Down)
        {
            IEnumerable<Operation> meant = statement is SqlText text ? text.Meaning : [statement];
            foreach (var add in meant.OfType<AddColumn>().Where(add => add.Table == drop.Table && add.Column.Name == drop.Column))
            {
                // A Down that adds a column which was never dropped would fail.
                if (OperationRemoval.Find(source, statement, add) is not { } withoutAdd) return null;
                changes.Add(withoutAdd);
            }
        }

        return changes;
    }
}
