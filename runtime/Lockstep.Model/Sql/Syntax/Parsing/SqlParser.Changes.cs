using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>INSERT, UPDATE, DELETE, MERGE.</content>
public sealed partial class SqlParser
{
    private static readonly TargetItem[] NoTargets = [];

    private bool IsPreparable => Is(TokenClasses.Query) || _code is LeftParen or INSERT or UPDATE or DELETE or MERGE;

    /// <summary>SELECT, INSERT, UPDATE, DELETE or MERGE.</summary>
    private SqlStatement Preparable()
    {
        var first = _at;
        var with = _code == WITH ? With() : null;
        switch (_code)
        {
            case INSERT:
                return Insert(with, first);
            case UPDATE:
                return Update(with, first);
            case DELETE:
                return Delete(with, first);
            case MERGE:
                return Merge(with, first);
            default:
                return Select(with, first);
        }
    }

    private InsertStatement Insert(WithClause? with, int first)
    {
        Expect(INSERT, INTO);
        var relation = QualifiedName();
        if (Accept(AS)) relation = relation with { Alias = ColId() };
        IReadOnlyList<AssignmentTarget> columns = [];
        string? overriding = null;
        SelectStatement? source = null;
        if (!Accept(DEFAULT, VALUES))
        {
            if (_code == LeftParen && !IsNext(TokenClasses.Query) && Peek() != LeftParen) columns = InsertColumns();
            else if (_code == LeftParen && Peek() == VALUES && Peek(2) != LeftParen) columns = InsertColumns();
            overriding = Overriding();
            source = Select();
        }

        var conflict = _code == ON ? OnConflict() : null;
        return Finish(new InsertStatement(with, relation, columns, overriding, source, conflict, Returning()), first);
    }

    private List<AssignmentTarget> InsertColumns()
    {
        Expect(LeftParen);
        var columns = new List<AssignmentTarget>();
        do columns.Add(AssignmentTarget());
        while (Accept(Comma));
        Expect(RightParen);
        return columns;
    }

    private AssignmentTarget AssignmentTarget()
    {
        var first = _at;
        var column = ColId();
        return Finish(new AssignmentTarget(column, Steps()), first);
    }

    private string? Overriding()
    {
        if (!Accept(OVERRIDING)) return null;
        var kind = Accept(USER) ? "user" : "system";
        if (kind == "system") Expect(SYSTEM);
        Expect(VALUE);
        return kind;
    }

    private OnConflictClause OnConflict()
    {
        var first = _at;
        Expect(ON, CONFLICT);
        IReadOnlyList<IndexElement> columns = [];
        SqlExpression? indexWhere = null;
        SqlName? constraint = null;
        if (_code == LeftParen)
        {
            columns = IndexElements();
            if (Accept(WHERE)) indexWhere = Expression();
        }
        else if (Accept(ON))
        {
            Expect(CONSTRAINT);
            constraint = ColId();
        }

        Expect(DO);
        if (Accept(NOTHING)) return Finish(new OnConflictClause(columns, indexWhere, constraint, [], null), first);
        Expect(UPDATE, SET);
        var assignments = Assignments();
        var where = Accept(WHERE) ? Expression() : null;
        return Finish(new OnConflictClause(columns, indexWhere, constraint, assignments, where), first);
    }

    private List<Assignment> Assignments()
    {
        var assignments = new List<Assignment>();
        do
        {
            var first = _at;
            List<AssignmentTarget> targets = _code == LeftParen ? InsertColumns() : [AssignmentTarget()];
            Expect(Equal);
            assignments.Add(Finish(new Assignment(targets, Expression()), first));
        }
        while (Accept(Comma));
        return assignments;
    }

    private IReadOnlyList<TargetItem> Returning()
    {
        if (!Accept(RETURNING)) return NoTargets;
        if (_code == WITH && Peek() == LeftParen)
        {
            Next();
            Next();
            do
            {
                if (!Accept(OLD)) Expect(NEW);
                Expect(AS);
                ColId();
            }
            while (Accept(Comma));
            Expect(RightParen);
        }

        var targets = Targets();
        if (_isProcedural && _code == INTO) Into();
        return targets;
    }

    /// <summary>The table of UPDATE, DELETE and MERGE; SET is never its alias.</summary>
    private SqlRelation TargetRelation()
    {
        var first = _at;
        var relation = RelationExpression();
        if (Accept(AS) || (_code != SET && Is(TokenClasses.ColId))) return Finish(relation with { Alias = ColId() }, first);
        return relation;
    }

    private SqlExpression? WhereOrCurrent()
    {
        if (!Accept(WHERE)) return null;
        var first = _at;
        if (_code != CURRENT || Peek() != OF) return Expression();
        Next();
        Next();
        return Finish(new CurrentOfExpression(ColId()), first);
    }

    private UpdateStatement Update(WithClause? with, int first)
    {
        Expect(UPDATE);
        var relation = TargetRelation();
        Expect(SET);
        var assignments = Assignments();
        var from = Accept(FROM) ? TableSources() : [];
        var where = WhereOrCurrent();
        return Finish(new UpdateStatement(with, relation, assignments, from, where, Returning()), first);
    }

    private DeleteStatement Delete(WithClause? with, int first)
    {
        Expect(DELETE, FROM);
        var relation = TargetRelation();
        var tables = Accept(USING) ? TableSources() : [];
        var where = WhereOrCurrent();
        return Finish(new DeleteStatement(with, relation, tables, where, Returning()), first);
    }

    private MergeStatement Merge(WithClause? with, int first)
    {
        Expect(MERGE, INTO);
        var relation = TargetRelation();
        Expect(USING);
        var source = TableSource();
        Expect(ON);
        var on = Expression();
        var branches = new List<MergeBranch>();
        do branches.Add(MergeBranch());
        while (_code == WHEN);
        return Finish(new MergeStatement(with, relation, source, on, branches, Returning()), first);
    }

    private MergeBranch MergeBranch()
    {
        var first = _at;
        Expect(WHEN);
        var match = "matched";
        if (Accept(NOT))
        {
            Expect(MATCHED);
            match = "not matched by target";
            if (Accept(BY, SOURCE)) match = "not matched by source";
            else Accept(BY, TARGET);
        }
        else
        {
            Expect(MATCHED);
        }

        var condition = Accept(AND) ? Expression() : null;
        Expect(THEN);
        if (Accept(DO))
        {
            Expect(NOTHING);
            return Finish(new MergeBranch(match, condition, "nothing", [], [], null, NoExpressions), first);
        }

        if (match == "not matched by target") return MergeInsert(match, condition, first);
        if (Accept(DELETE)) return Finish(new MergeBranch(match, condition, "delete", [], [], null, NoExpressions), first);
        Expect(UPDATE, SET);
        return Finish(new MergeBranch(match, condition, "update", Assignments(), [], null, NoExpressions), first);
    }

    private MergeBranch MergeInsert(string match, SqlExpression? condition, int first)
    {
        Expect(INSERT);
        IReadOnlyList<AssignmentTarget> columns = [];
        string? overriding = null;
        IReadOnlyList<SqlExpression> values = NoExpressions;
        if (!Accept(DEFAULT, VALUES))
        {
            if (_code == LeftParen) columns = InsertColumns();
            overriding = Overriding();
            Expect(VALUES);
            values = ParenthesizedExpressions();
        }

        return Finish(new MergeBranch(match, condition, "insert", [], columns, overriding, values), first);
    }
}
