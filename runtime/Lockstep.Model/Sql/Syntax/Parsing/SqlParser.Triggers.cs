using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Triggers, event triggers, rules and policies.</content>
public sealed partial class SqlParser
{
    private CreateTriggerStatement CreateTrigger(int first, bool orReplace)
    {
        var isConstraint = Accept(CONSTRAINT);
        Expect(TRIGGER);
        var name = ColId();
        var timing = Timing(isConstraint);
        var columns = new List<SqlName>();
        var events = TriggerEvents(columns);
        Expect(ON);
        var relation = QualifiedName();
        SqlRelation? other = null;
        ConstraintAttributes? attributes = null;
        var transitions = new List<TransitionTable>();
        var forEachRow = false;
        if (isConstraint)
        {
            if (Accept(FROM)) other = QualifiedName();
            var at = _at;
            attributes = Attributes(null);
            if (attributes.NotValid) Fail("TRIGGER constraints cannot be marked NOT VALID", at);
            if (attributes.NoInherit) Fail("TRIGGER constraints cannot be marked NO INHERIT", at);
            Expect(FOR, EACH);
            Expect(ROW);
            forEachRow = true;
        }
        else
        {
            if (Accept(REFERENCING)) transitions = Transitions();
            if (Accept(FOR))
            {
                Accept(EACH);
                forEachRow = Accept(ROW);
                if (!forEachRow) Expect(STATEMENT);
            }
        }

        var when = Accept(WHEN) ? ParenthesizedExpression() : null;
        var function = ExecutedFunction();
        Expect(LeftParen);
        var arguments = new List<string>();
        if (_code != RightParen)
        {
            // PostgreSQL's grammar lets the first one be missing.
            if (_code != Comma) arguments.Add(TriggerArgument());
            while (Accept(Comma)) arguments.Add(TriggerArgument());
        }

        Expect(RightParen);
        return Finish(
            new CreateTriggerStatement(
                name, relation, orReplace, isConstraint, timing, events, columns, other, attributes, transitions, forEachRow, when, function, arguments),
            first);
    }

    private string Timing(bool isConstraint)
    {
        if (!isConstraint && Accept(BEFORE)) return "before";
        if (!isConstraint && Accept(INSTEAD))
        {
            Expect(OF);
            return "instead of";
        }

        Expect(AFTER);
        return "after";
    }

    private List<string> TriggerEvents(List<SqlName> columns)
    {
        var events = new List<string>();
        do
        {
            var name = _code is INSERT or UPDATE or DELETE or TRUNCATE ? KeywordTable.Text(_code) : "";
            if (name.Length == 0) Fail();
            var isTwice = events.Contains(name);
            events.Add(name);
            Next();
            if (name == "update" && Accept(OF)) columns.AddRange(Names());
            if (isTwice && !_failed) Fail($"duplicate trigger events specified at or near \"{TokenText()}\"");
        }
        while (Accept(OR));
        return events;
    }

    private List<TransitionTable> Transitions()
    {
        var tables = new List<TransitionTable>();
        do
        {
            var first = _at;
            var isNew = Accept(NEW);
            if (!isNew) Expect(OLD);
            var isTable = Accept(TABLE);
            if (!isTable) Expect(ROW);
            Accept(AS);
            tables.Add(Finish(new TransitionTable(isNew, isTable, ColId()), first));
        }
        while (_code is NEW or OLD);
        return tables;
    }

    private SqlNamePath ExecutedFunction()
    {
        Expect(EXECUTE);
        if (!Accept(FUNCTION)) Expect(PROCEDURE);
        return FunctionName();
    }

    private string TriggerArgument()
    {
        if (_code == SConst) return String();
        if (_code is not (IConst or FConst)) return Label().Value;
        var text = TokenText();
        Next();
        return text;
    }

    private CreateEventTriggerStatement CreateEventTrigger(int first)
    {
        Expect(EVENT, TRIGGER);
        var name = ColId();
        Expect(ON);
        var on = Label();
        var filters = new List<SqlOption>();
        if (Accept(WHEN))
        {
            do filters.Add(EventFilter());
            while (Accept(AND));
        }

        var function = ExecutedFunction();
        Expect(LeftParen, RightParen);
        return Finish(new CreateEventTriggerStatement(name, on, filters, function), first);
    }

    private SqlOption EventFilter()
    {
        var first = _at;
        var variable = ColId();
        Expect(IN);
        var at = _at;
        Expect(LeftParen);
        var values = new List<SqlOptionValue>();
        do values.Add(StringOption());
        while (Accept(Comma));
        Expect(RightParen);
        return Finish(new SqlOption(null, variable, Finish(new SqlOptionValue("", Items: values), at)), first);
    }

    private CreateRuleStatement CreateRule(int first, bool orReplace)
    {
        Expect(RULE);
        var name = ColId();
        Expect(AS, ON);
        var on = _code is SELECT or UPDATE or DELETE or INSERT ? KeywordTable.Text(_code) : "";
        if (on.Length == 0) Fail();
        Next();
        Expect(TO);
        var relation = QualifiedName();
        var where = Accept(WHERE) ? Expression() : null;
        Expect(DO);
        var isInstead = Accept(INSTEAD);
        if (!isInstead) Accept(ALSO);
        return Finish(new CreateRuleStatement(name, relation, orReplace, on, where, isInstead, RuleActions()), first);
    }

    private List<SqlStatement> RuleActions()
    {
        var actions = new List<SqlStatement>();
        if (Accept(NOTHING)) return actions;
        if (_code != LeftParen || IsNext(TokenClasses.Query) && !IsRuleList())
        {
            actions.Add(RuleAction());
            return actions;
        }

        Next();
        do
        {
            if (_code is not (Semicolon or RightParen)) actions.Add(RuleAction());
        }
        while (Accept(Semicolon));
        Expect(RightParen);
        return actions;
    }

    /// <summary>Whether the parenthesis here holds statements, not one query that may go on after it.</summary>
    private bool IsRuleList()
    {
        var depth = 0;
        for (var at = _at; ; at++)
        {
            switch (_tokens[at].Code)
            {
                case LeftParen:
                    depth++;
                    break;
                case RightParen when --depth == 0:
                    return _tokens[at + 1].Code is Semicolon or TokenCode.End;
                case Semicolon or TokenCode.End:
                    return true;
            }
        }
    }

    private SqlStatement RuleAction() => _code == NOTIFY ? Notify() : IsPreparable && _code != MERGE ? Preparable() : FailedStatement();

    private ErrorStatement FailedStatement()
    {
        Fail();
        return new(null, "", 0, 0);
    }

    private SqlStatement Policy(int first, bool isAlter)
    {
        Expect(POLICY);
        var ifExists = isAlter && AcceptIfExists();
        var name = ColId();
        Expect(ON);
        var relation = QualifiedName();
        if (isAlter && (ifExists || _code == RENAME))
        {
            Expect(RENAME, TO);
            var reference = Finish(new ObjectReference("POLICY", Single(name), relation.Name), first);
            return Finish(new RenameStatement("POLICY", reference, relation, name, ColId(), ifExists, false), first);
        }

        var isPermissive = true;
        if (!isAlter && Accept(AS))
        {
            isPermissive = !IsWord("restrictive");
            if (isPermissive && !IsWord("permissive")) Fail();
            Next();
        }

        var command = "all";
        if (!isAlter && Accept(FOR))
        {
            if (_code is ALL or SELECT or INSERT or UPDATE or DELETE) command = KeywordTable.Text(_code);
            else Fail();
            Next();
        }

        IReadOnlyList<SqlRole> roles = Accept(TO) ? Roles() : [];
        var condition = Accept(USING) ? ParenthesizedExpression() : null;
        SqlExpression? check = null;
        if (Accept(WITH))
        {
            Expect(CHECK);
            check = ParenthesizedExpression();
        }

        return Finish(new PolicyStatement(isAlter, name, relation, isPermissive, command, roles, condition, check), first);
    }
}
