namespace Lockstep.Model.Sql.Syntax.Parsing;

/// <summary>Where a token can stand as a name, by the category of its keyword.</summary>
internal static class TokenClasses
{
    /// <summary>A column, table or the like.</summary>
    public const byte ColId = 1;

    /// <summary>A function or type.</summary>
    public const byte TypeOrFunction = 2;

    /// <summary>Any word that is not reserved.</summary>
    public const byte NonReserved = 4;

    /// <summary>A label after AS, or a name after a dot.</summary>
    public const byte Label = 8;

    /// <summary>A label without AS.</summary>
    public const byte BareLabel = 16;

    /// <summary>The first word of a type.</summary>
    public const byte Type = 32;

    /// <summary>The first word of a query.</summary>
    public const byte Query = 64;

    private static readonly byte[] Table = Build();

    public static bool Is(TokenCode code, byte classes) => (Table[(int)code] & classes) != 0;

    private static byte[] Build()
    {
        var table = new byte[(int)KeywordTable.Last + 1];
        table[(int)TokenCode.Ident] = table[(int)TokenCode.Hole] = ColId | TypeOrFunction | NonReserved | Label | BareLabel | Type;
        for (var code = KeywordTable.First; code <= KeywordTable.Last; code++)
        {
            var classes = KeywordTable.Category(code) switch
            {
                'u' => ColId | TypeOrFunction | NonReserved | Type,
                'c' => ColId | NonReserved,
                't' => TypeOrFunction | NonReserved | Type,
                _ => 0,
            };
            table[(int)code] = (byte)(classes | Label | (KeywordTable.IsBareLabel(code) ? BareLabel : 0));
        }

        TokenCode[] types =
        [
            TokenCode.INT, TokenCode.INTEGER, TokenCode.SMALLINT, TokenCode.BIGINT, TokenCode.REAL, TokenCode.FLOAT, TokenCode.DECIMAL, TokenCode.DEC,
            TokenCode.NUMERIC, TokenCode.BOOLEAN, TokenCode.BIT, TokenCode.CHARACTER, TokenCode.CHAR, TokenCode.VARCHAR, TokenCode.NATIONAL, TokenCode.NCHAR,
            TokenCode.TIMESTAMP, TokenCode.TIME, TokenCode.INTERVAL, TokenCode.JSON, TokenCode.SETOF,
        ];
        foreach (var type in types) table[(int)type] |= Type;
        table[(int)TokenCode.SELECT] |= Query;
        table[(int)TokenCode.VALUES] |= Query;
        table[(int)TokenCode.WITH] |= Query;
        table[(int)TokenCode.TABLE] |= Query;
        return table;
    }
}
