using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Constraints.</content>
public sealed partial class SqlParser
{
    private static readonly ConstraintAttributes NoAttributes = new(null, null, null, NotValid: false, NoInherit: false);

    private bool IsTableConstraint => _code is CONSTRAINT or CHECK or UNIQUE or PRIMARY or FOREIGN
        || (_code == EXCLUDE && Peek() is LeftParen or USING) || (_code == NOT && Peek() == NULL);

    private (IReadOnlyList<ConstraintDefinition> Constraints, SqlNamePath? Collation) ColumnConstraints()
    {
        List<ConstraintDefinition>? constraints = null;
        SqlNamePath? collation = null;
        while (true)
        {
            if (_code == COLLATE)
            {
                if (collation is not null) Fail("multiple COLLATE clauses not allowed");
                Next();
                collation = AnyName();
                continue;
            }

            var first = _at;
            if (constraints is { Count: > 0 } && IsColumnAttribute())
            {
                var last = constraints[constraints.Count - 1];
                constraints[constraints.Count - 1] = From(last with { Attributes = Attributes(last.Attributes) }, last);
                continue;
            }

            var name = Accept(CONSTRAINT) ? ColId() : null;
            var constraint = ColumnConstraint(name, first);
            if (constraint is null)
            {
                if (name is not null) Fail();
                return ((IReadOnlyList<ConstraintDefinition>?)constraints ?? [], collation);
            }

            (constraints ??= []).Add(constraint);
        }
    }

    private bool IsColumnAttribute() => _code is DEFERRABLE or INITIALLY or ENFORCED || (_code == NOT && Peek() is DEFERRABLE or ENFORCED);

    private ConstraintDefinition? ColumnConstraint(SqlName? name, int first)
    {
        switch (_code)
        {
            case NOT when Peek() == NULL:
                Next();
                Next();
                return Finish(new ConstraintDefinition(ConstraintKind.NotNull, name, NoNames, Attributes: NoInherit()), first);
            case NULL:
                Next();
                return Finish(new ConstraintDefinition(ConstraintKind.Null, name, NoNames), first);
            case UNIQUE:
                Next();
                var nulls = NullsNotDistinct() ?? false;
                return Finish(new ConstraintDefinition(ConstraintKind.Unique, name, NoNames, Index: IndexTail(nulls)), first);
            case PRIMARY:
                Next();
                Expect(KEY);
                return Finish(new ConstraintDefinition(ConstraintKind.Primary, name, NoNames, Index: IndexTail(false)), first);
            case CHECK:
                Next();
                var condition = ParenthesizedExpression();
                return Finish(new ConstraintDefinition(ConstraintKind.Check, name, NoNames, condition, Attributes: NoInherit()), first);
            case DEFAULT:
                Next();
                return Finish(new ConstraintDefinition(ConstraintKind.Default, name, NoNames, RestrictedExpression()), first);
            case GENERATED:
                return Generated(name, first);
            case REFERENCES:
                return Finish(new ConstraintDefinition(ConstraintKind.Foreign, name, NoNames, Reference: References(hasPeriod: false)), first);
            default:
                return null;
        }
    }

    private ConstraintAttributes? NoInherit() => Accept(NO, INHERIT) ? NoAttributes with { NoInherit = true } : null;

    private bool GeneratedWhen()
    {
        if (Accept(ALWAYS)) return true;
        Expect(BY, DEFAULT);
        return false;
    }

    private ConstraintDefinition Generated(SqlName? name, int first)
    {
        Expect(GENERATED);
        var isAlways = GeneratedWhen();
        Expect(AS);
        if (Accept(IDENTITY))
        {
            var identity = new GeneratedValue(isAlways, null, ParenthesizedSequenceOptions());
            return Finish(new ConstraintDefinition(ConstraintKind.Identity, name, NoNames, Generated: Finish(identity, first)), first);
        }

        var value = ParenthesizedExpression();
        if (!isAlways) Fail("for a generated column, GENERATED ALWAYS must be specified", first);
        bool? isStored = Accept(STORED) ? true : Accept(VIRTUAL) ? false : null;
        return Finish(new ConstraintDefinition(ConstraintKind.Generated, name, NoNames, value, Generated: Finish(new GeneratedValue(isAlways, isStored, []), first)), first);
    }

    private bool? NullsNotDistinct()
    {
        if (_code != NULLS || Peek() is not (NOT or DISTINCT)) return null;
        Next();
        var isNot = Accept(NOT);
        Expect(DISTINCT);
        return isNot;
    }

    /// <summary>What may follow the columns of a constraint with an index.</summary>
    private ConstraintIndex IndexTail(bool nullsNotDistinct, bool withoutOverlaps = false, IReadOnlyList<SqlName>? include = null)
    {
        var first = _at;
        var options = Accept(WITH) ? Definition() : NoOptions;
        SqlName? tablespace = null;
        if (_code == USING && Peek() == INDEX && Peek(2) == TABLESPACE)
        {
            Accept(USING, INDEX, TABLESPACE);
            tablespace = ColId();
        }

        return Finish(new ConstraintIndex(nullsNotDistinct, withoutOverlaps, include ?? NoNames, options, tablespace, null, null, [], null), first);
    }

    private ConstraintDefinition TableConstraint()
    {
        var first = _at;
        var name = Accept(CONSTRAINT) ? ColId() : null;
        var constraint = TableConstraint(name);
        var at = _at;
        var attributes = Attributes(null);
        CheckAttributes(constraint.Kind, attributes, at);
        return Finish(constraint with { Attributes = attributes }, first);
    }

    private ConstraintDefinition TableConstraint(SqlName? name)
    {
        switch (_code)
        {
            case CHECK:
                Next();
                return new(ConstraintKind.Check, name, NoNames, ParenthesizedExpression());
            case NOT:
                Next();
                Expect(NULL);
                return new(ConstraintKind.NotNull, name, [ColId()]);
            case UNIQUE:
                Next();
                return KeyConstraint(ConstraintKind.Unique, name, NullsNotDistinct() ?? false);
            case PRIMARY:
                Next();
                Expect(KEY);
                return KeyConstraint(ConstraintKind.Primary, name, nullsNotDistinct: false);
            case EXCLUDE:
                return ExclusionConstraint(name);
            case FOREIGN:
                Next();
                Expect(KEY, LeftParen);
                var (columns, hasPeriod) = ColumnsWithPeriod();
                return new(ConstraintKind.Foreign, name, columns, Reference: References(hasPeriod));
            default:
                Fail();
                return new(ConstraintKind.Null, name, NoNames);
        }
    }

    private ConstraintDefinition KeyConstraint(ConstraintKind kind, SqlName? name, bool nullsNotDistinct)
    {
        var first = _at;
        if (Accept(USING))
        {
            Expect(INDEX);
            var existing = ColId();
            return new(kind, name, NoNames, Index: Finish(new ConstraintIndex(nullsNotDistinct, false, NoNames, NoOptions, null, existing, null, [], null), first));
        }

        Expect(LeftParen);
        var columns = Names();
        var withoutOverlaps = Accept(WITHOUT, OVERLAPS);
        Expect(RightParen);
        var include = Accept(INCLUDE) ? ParenthesizedNames() : null;
        return new(kind, name, columns, Index: IndexTail(nullsNotDistinct, withoutOverlaps, include));
    }

    private ConstraintDefinition ExclusionConstraint(SqlName? name)
    {
        var first = _at;
        Expect(EXCLUDE);
        var method = Accept(USING) ? ColId() : null;
        Expect(LeftParen);
        var elements = new List<ExclusionElement>();
        do
        {
            var at = _at;
            var element = IndexElement();
            Expect(WITH);
            elements.Add(Finish(new ExclusionElement(element, _code == OPERATOR ? QualifiedOperator() : AnyOperator()), at));
        }
        while (Accept(Comma));
        Expect(RightParen);
        var include = Accept(INCLUDE) ? ParenthesizedNames() : null;
        var tail = IndexTail(nullsNotDistinct: false, include: include);
        var where = Accept(WHERE) ? ParenthesizedExpression() : null;
        return new(ConstraintKind.Exclusion, name, NoNames, Index: Finish(tail with { Method = method, Exclusions = elements, Where = where }, first));
    }

    /// <summary>The columns of a key, the last maybe with PERIOD; the opening parenthesis is behind.</summary>
    private (IReadOnlyList<SqlName> Columns, bool HasPeriod) ColumnsWithPeriod()
    {
        var columns = new List<SqlName> { ColId() };
        var hasPeriod = false;
        while (!hasPeriod && Accept(Comma))
        {
            hasPeriod = _code == PERIOD && IsNext(TokenClasses.ColId);
            if (hasPeriod) Next();
            columns.Add(ColId());
        }

        Expect(RightParen);
        return (columns, hasPeriod);
    }

    private ForeignKeyReference References(bool hasPeriod)
    {
        var first = _at;
        Expect(REFERENCES);
        var relation = QualifiedName();
        IReadOnlyList<SqlName> columns = NoNames;
        if (Accept(LeftParen)) (columns, _) = ColumnsWithPeriod();
        string? match = null;
        if (Accept(MATCH))
        {
            match = _code is FULL or PARTIAL or SIMPLE ? KeywordTable.Text(_code) : "";
            if (match.Length == 0) Fail();
            if (match == "partial") Fail("MATCH PARTIAL not yet implemented");
            Next();
        }

        string? onUpdate = null;
        string? onDelete = null;
        IReadOnlyList<SqlName> deleteColumns = NoNames;
        while (_code == ON && ((Peek() == UPDATE && onUpdate is null) || (Peek() == DELETE && onDelete is null)))
        {
            Next();
            var isUpdate = _code == UPDATE;
            Next();
            var action = KeyAction();
            var named = _code == LeftParen && action is "set null" or "set default" ? OptionalNames() : NoNames;
            if (isUpdate && named.Count > 0) Fail("a column list with SET " + action.Substring(4).ToUpperInvariant() + " is only supported for ON DELETE actions");
            if (isUpdate) onUpdate = action;
            else (onDelete, deleteColumns) = (action, named);
        }

        return Finish(new ForeignKeyReference(relation, columns, hasPeriod, match, onUpdate, onDelete, deleteColumns), first);
    }

    private string KeyAction()
    {
        if (Accept(NO, ACTION)) return "no action";
        if (Accept(RESTRICT)) return "restrict";
        if (Accept(CASCADE)) return "cascade";
        if (Accept(SET, NULL)) return "set null";
        Expect(SET, DEFAULT);
        return "set default";
    }

    private ConstraintAttributes Attributes(ConstraintAttributes? before)
    {
        var first = _at;
        var attributes = before ?? NoAttributes;
        while (true)
        {
            if (Accept(DEFERRABLE)) attributes = attributes with { IsDeferrable = Agreed(attributes.IsDeferrable, true) };
            else if (Accept(NOT, DEFERRABLE)) attributes = attributes with { IsDeferrable = Agreed(attributes.IsDeferrable, false) };
            else if (Accept(INITIALLY, DEFERRED)) attributes = attributes with { InitiallyDeferred = Agreed(attributes.InitiallyDeferred, true) };
            else if (Accept(INITIALLY, IMMEDIATE)) attributes = attributes with { InitiallyDeferred = Agreed(attributes.InitiallyDeferred, false) };
            else if (Accept(ENFORCED)) attributes = attributes with { IsEnforced = Agreed(attributes.IsEnforced, true) };
            else if (Accept(NOT, ENFORCED)) attributes = attributes with { IsEnforced = Agreed(attributes.IsEnforced, false) };
            else if (Accept(NOT, VALID)) attributes = attributes with { NotValid = true };
            else if (Accept(NO, INHERIT)) attributes = attributes with { NoInherit = true };
            else break;
            if (attributes is { IsDeferrable: false, InitiallyDeferred: true }) Fail("constraint declared INITIALLY DEFERRED must be DEFERRABLE", first);
        }

        return attributes == NoAttributes ? NoAttributes : Finish(attributes with { Length = 0 }, first);
    }

    private bool Agreed(bool? before, bool now)
    {
        if (before is { } value && value != now) Fail("conflicting constraint properties", _at - 1);
        return now;
    }

    /// <summary>Refuses the attributes that PostgreSQL's grammar refuses for the kind of constraint.</summary>
    private void CheckAttributes(ConstraintKind kind, ConstraintAttributes attributes, int at)
    {
        var name = kind switch
        {
            ConstraintKind.Check => "CHECK",
            ConstraintKind.NotNull => "NOT NULL",
            ConstraintKind.Unique => "UNIQUE",
            ConstraintKind.Primary => "PRIMARY KEY",
            ConstraintKind.Exclusion => "EXCLUDE",
            _ => "FOREIGN KEY",
        };
        var isKey = kind is ConstraintKind.Unique or ConstraintKind.Primary or ConstraintKind.Exclusion;
        var isCheck = kind is ConstraintKind.Check or ConstraintKind.NotNull;
        if (isCheck && (attributes.IsDeferrable == true || attributes.InitiallyDeferred == true)) Fail(name + " constraints cannot be marked DEFERRABLE", at);
        if (isKey && attributes.NotValid) Fail(name + " constraints cannot be marked NOT VALID", at);
        if (!isCheck && attributes.NoInherit) Fail(name + " constraints cannot be marked NO INHERIT", at);
        if (kind is not (ConstraintKind.Check or ConstraintKind.Foreign) && attributes.IsEnforced is not null)
        {
            Fail(name + " constraints cannot be marked " + (attributes.IsEnforced == true ? "ENFORCED" : "NOT ENFORCED"), at);
        }
    }
}
