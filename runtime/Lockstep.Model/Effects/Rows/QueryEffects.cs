using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>What queries do, wherever they stand: in statements, views, policies, functions.</summary>
internal static class QueryEffects
{
    /// <summary>The statements of a text that read or change rows.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="sql">The text.</param>
    /// <param name="stage">How far PostgreSQL goes with them.</param>
    public static void AddSql(EffectsBuilder effects, string sql, QueryStage stage)
    {
        foreach (var statement in SqlParser.Parse(sql).Statements)
        {
            if (!TryAdd(effects, statement, sql, stage)) effects.Uncertain();
        }
    }

    /// <summary>A statement that reads or changes rows; false if it is none.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="text">The text that it was read from.</param>
    /// <param name="stage">How far PostgreSQL goes with it.</param>
    /// <param name="code">The functions that run already.</param>
    public static bool TryAdd(EffectsBuilder effects, SqlStatement statement, string text, QueryStage stage, CalledCode? code = null) =>
        new QueryReader(effects, stage, code ?? new()).Change(statement, text);

    /// <summary>A view's query as a statement of its own; that of a recursive view names the view.</summary>
    public static string Standalone(string query, string view, bool isRecursive) =>
        isRecursive ? $"WITH RECURSIVE {Sql.SqlIdentifier.Quote(view)} AS ({query}) TABLE {Sql.SqlIdentifier.Quote(view)}" : query;

    /// <summary>A view's query, without the view itself.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="view">The view.</param>
    /// <param name="stage">How far PostgreSQL goes with it.</param>
    public static void AddView(EffectsBuilder effects, View view, QueryStage stage) => new QueryReader(effects, stage, new()).View(view);

    /// <summary>The queries in conditions; null for one that is not there.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="conditions">The conditions.</param>
    public static void AddConditions(EffectsBuilder effects, params string?[] conditions)
    {
        foreach (var condition in conditions.OfType<string>())
        {
            if (SqlParser.ParseExpression(condition) is { } expression) AddExpression(effects, expression, condition, QueryStage.Parsed, new());
        }
    }

    /// <summary>The queries in an expression.</summary>
    public static void AddExpression(EffectsBuilder effects, SqlExpression expression, string text, QueryStage stage, CalledCode code) =>
        new QueryReader(effects, stage, code).Expression(expression, text);
}
