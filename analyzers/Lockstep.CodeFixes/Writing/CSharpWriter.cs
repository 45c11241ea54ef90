using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.CodeFixes.Writing;

/// <summary>
/// Operations to statements of the authoring API: by the verbs, where there are verbs for all that the operation says, and otherwise as
/// <c>Execute.Sql</c>. What it writes by verbs it has run: it notes the operation that was to be written.
/// </summary>
/// <param name="typeName">How a type is called where the statements go, by its whole name.</param>
internal sealed class CSharpWriter(Func<string, string> typeName)
{
    /// <summary>
    /// The statements, each with its semicolon; lines of one after the first stand in from it. What is done to one table is one chain, and
    /// <c>NewStep()</c> stands where a step begins. Null if an operation can't be written, since it is known only in part.
    /// </summary>
    /// <param name="operations">The operations.</param>
    /// <param name="isFollowing">Whether other statements stand before them, so that a step that the first one begins must be said.</param>
    public IReadOnlyList<string>? Write(IReadOnlyList<Operation> operations, bool isFollowing = false)
    {
        var statements = new List<string>();
        VerbChain? open = null;
        List<Operation> said = [];
        foreach (var operation in operations)
        {
            if (operation is UnknownSql || operation.Incomplete) return null;
            if (operation.StartsStep)
            {
                Close();
                if (statements.Count > 0 || isFollowing) statements.Add("NewStep();");
            }

            var spelled = TypeVerb.Spelled(operation);
            var chain = Chains.Of(spelled);
            if (chain is not null && open?.With(chain) is { } longer && Says(longer, [.. said, spelled]))
            {
                open = longer;
                said.Add(spelled);
                continue;
            }

            Close();
            if (chain is not null && Says(chain, [spelled]))
            {
                open = chain;
                said = [spelled];
            }
            else
            {
                statements.Add("Execute.Sql(" + CSharpText.BestLiteral(Marked(operation).Replace("\r\n", "\n")) + ");");
            }
        }

        Close();
        return statements;

        void Close()
        {
            if (open is not null) statements.Add(open.ToText(typeName));
            open = null;
        }
    }

    /// <summary>
    /// What has to be said behind an operation's verbs to make it another one: <c>.Concurrently()</c>; null if that is not enough. So the author's own
    /// words stay as they are.
    /// </summary>
    public string? Addition(Operation before, Operation after)
    {
        var (old, changed) = (TypeVerb.Spelled(before), TypeVerb.Spelled(after));
        return Chains.Of(old) is { } chain && Chains.Of(changed) is { } longer && Says(chain, [old]) && Says(longer, [changed])
            ? longer.Beyond(chain, typeName)
            : null;
    }

    private static string Marked(Operation operation) => (BackfillMark.Write(operation) is { } mark ? mark + "\n" : string.Empty) + SqlWriter.Write(operation);

    private static bool Says(VerbChain chain, IReadOnlyList<Operation> operations) => chain.Run() is { } said && said.SequenceEqual(operations);
}
