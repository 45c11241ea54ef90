using Lockstep.Model.Operations;

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
    public IReadOnlyList<string>? Write(IReadOnlyList<Operation> operations)
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
                // The first statement begins a step whatever is said.
                if (statements.Count > 0) statements.Add("NewStep();");
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
                statements.Add("Execute.Sql(" + CSharpText.BestLiteral(SqlWriter.Write(operation).Replace("\r\n", "\n")) + ");");
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

    private static bool Says(VerbChain chain, IReadOnlyList<Operation> operations) => chain.Run() is { } said && said.SequenceEqual(operations);
}
