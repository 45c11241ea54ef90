using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>What triggers do with columns.</summary>
internal static class TriggerUse
{
    /// <summary>Whether a trigger may do something with the column; of a function that nobody knows it may.</summary>
    public static bool IsAbout(CreateTrigger trigger, string column, DatabaseSchema schema)
    {
        var name = Names.Whole(trigger.Function, schema);
        if (schema.Routines.FirstOrDefault(routine => routine.Name.Name == name.Name && routine.Name.Schema == name.Schema)?.Definition is not CreateRoutine { Body: { } body }) return true;
        if (ExpressionText.Uses(body, column) || trigger.Events.Append(trigger.When ?? string.Empty).Any(text => ExpressionText.Uses(text, column))) return true;
        var tokens = SqlLexer.Tokenize(body);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].Is(body, "new") && !tokens[at].Is(body, "old")) continue;
            // The row as a whole has all its columns.
            var isColumn = at + 1 < tokens.Count && tokens[at + 1].Is(body, '.');
            if (!isColumn && (at == 0 || !tokens[at - 1].Is(body, "return"))) return true;
        }

        return false;
    }
}
