namespace Lockstep.Model.Schema;

/// <content>Written by BuiltInTests from the catalogs of PostgreSQL 15 to 18; not to be edited.</content>
internal static partial class BuiltIns
{
    private const string FunctionText = """
        abbrev cidr>text;inet>text  abs float4>float4;float8>float8;int2>int2;int4>int4;int8>int8;numeric>numeric  aclcontains aclitem[],aclitem>bool  acldefault "char",oid>aclitem[]
        aclexplode aclitem[]>record(grantor:oid,grantee:oid,privilege_type:text,is_grantable:bool)  aclinsert aclitem[],aclitem>aclitem[]  aclitemeq aclitem,aclitem>bool
        aclremove aclitem[],aclitem>aclitem[]  acos float8>float8  acosd float8>float8  acosh float8>float8
        age timestamp,timestamp>interval;timestamp>interval;timestamptz,timestamptz>interval;timestamptz>interval;xid>int4  amvalidate oid>bool  any_value anyelement>anyelement
        any_value_transfn anyelement,anyelement>anyelement  anytextcat anynonarray,text>text  area box>float8;circle>float8;path>float8  array_agg anyarray>anyarray;anynonarray>anyarray
        array_append anycompatiblearray,anycompatible>anycompatiblearray  array_cat anycompatiblearray,anycompatiblearray>anycompatiblearray  array_dims anyarray>text
        array_eq anyarray,anyarray>bool  array_fill anyelement,int4[],int4[]>anyarray;anyelement,int4[]>anyarray  array_ge anyarray,anyarray>bool  array_gt anyarray,anyarray>bool
        array_larger anyarray,anyarray>anyarray  array_le anyarray,anyarray>bool  array_length anyarray,int4>int4  array_lower anyarray,int4>int4  array_lt anyarray,anyarray>bool
        array_ndims anyarray>int4  array_ne anyarray,anyarray>bool  array_position anycompatiblearray,anycompatible,int4>int4;anycompatiblearray,anycompatible>int4
        array_positions anycompatiblearray,anycompatible>int4[]  array_prepend anycompatible,anycompatiblearray>anycompatiblearray
        array_remove anycompatiblearray,anycompatible>anycompatiblearray  array_replace anycompatiblearray,anycompatible,anycompatible>anycompatiblearray  array_reverse anyarray>anyarray
        array_sample anyarray,int4>anyarray  array_shuffle anyarray>anyarray  array_smaller anyarray,anyarray>anyarray
        array_sort anyarray,bool,bool>anyarray;anyarray,bool>anyarray;anyarray>anyarray  array_to_json anyarray,bool>json;anyarray>json
        array_to_string anyarray,text,text>text;anyarray,text>text  array_to_tsvector text[]>tsvector  array_upper anyarray,int4>int4  arraycontained anyarray,anyarray>bool
        arraycontains anyarray,anyarray>bool  arrayoverlap anyarray,anyarray>bool  ascii text>int4  asin float8>float8  asind float8>float8  asinh float8>float8  atan float8>float8
        atan2 float8,float8>float8  atan2d float8,float8>float8  atand float8>float8  atanh float8>float8
        avg float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;interval>interval;numeric>numeric  bit bit,int4,bool>bit;int4,int4>bit;int8,int4>bit
        bit_and bit>bit;int2>int2;int4>int4;int8>int8  bit_count bit>int8;bytea>int8  bit_length bit>int4;bytea>int4;text>int4  bit_or bit>bit;int2>int2;int4>int4;int8>int8
        bit_xor bit>bit;int2>int2;int4>int4;int8>int8  bitand bit,bit>bit  bitcat varbit,varbit>varbit  bitcmp bit,bit>int4  biteq bit,bit>bool  bitge bit,bit>bool  bitgt bit,bit>bool
        bitle bit,bit>bool  bitlt bit,bit>bool  bitne bit,bit>bool  bitnot bit>bit  bitor bit,bit>bit  bitshiftleft bit,int4>bit  bitshiftright bit,int4>bit  bittypmodin cstring[]>int4
        bitxor bit,bit>bit  bool int4>bool;jsonb>bool  bool_and bool>bool  bool_or bool>bool  booland_statefunc bool,bool>bool  booleq bool,bool>bool  boolge bool,bool>bool
        boolgt bool,bool>bool  boolle bool,bool>bool  boollt bool,bool>bool  boolne bool,bool>bool  boolor_statefunc bool,bool>bool  boolsend bool>bytea  bound_box box,box>box
        box circle>box;point,point>box;point>box;polygon>box  box_above box,box>bool  box_above_eq box,box>bool  box_add box,point>box  box_below box,box>bool  box_below_eq box,box>bool
        box_center box>point  box_contain box,box>bool  box_contain_pt box,point>bool  box_contained box,box>bool  box_distance box,box>float8  box_div box,point>box  box_eq box,box>bool
        box_ge box,box>bool  box_gt box,box>bool  box_intersect box,box>box  box_le box,box>bool  box_left box,box>bool  box_lt box,box>bool  box_mul box,point>box
        box_overabove box,box>bool  box_overbelow box,box>bool  box_overlap box,box>bool  box_overleft box,box>bool  box_overright box,box>bool  box_right box,box>bool  box_same box,box>bool
        box_sub box,point>box  bpchar "char">bpchar;bpchar,int4,bool>bpchar;name>bpchar  bpchar_larger bpchar,bpchar>bpchar  bpchar_pattern_ge bpchar,bpchar>bool
        bpchar_pattern_gt bpchar,bpchar>bool  bpchar_pattern_le bpchar,bpchar>bool  bpchar_pattern_lt bpchar,bpchar>bool  bpchar_smaller bpchar,bpchar>bpchar  bpcharcmp bpchar,bpchar>int4
        bpchareq bpchar,bpchar>bool  bpcharge bpchar,bpchar>bool  bpchargt bpchar,bpchar>bool  bpchariclike bpchar,text>bool  bpcharicnlike bpchar,text>bool  bpcharicregexeq bpchar,text>bool
        bpcharicregexne bpchar,text>bool  bpcharle bpchar,bpchar>bool  bpcharlike bpchar,text>bool  bpcharlt bpchar,bpchar>bool  bpcharne bpchar,bpchar>bool  bpcharnlike bpchar,text>bool
        bpcharregexeq bpchar,text>bool  bpcharregexne bpchar,text>bool  bpcharsend bpchar>bytea  bpchartypmodin cstring[]>int4  brin_desummarize_range regclass,int8>void
        brin_summarize_new_values regclass>int4  brin_summarize_range regclass,int8>int4  broadcast inet>inet  btarraycmp anyarray,anyarray>int4  btboolcmp bool,bool>int4
        btbpchar_pattern_cmp bpchar,bpchar>int4  btcharcmp "char","char">int4  btequalimage oid>bool  btfloat48cmp float4,float8>int4  btfloat4cmp float4,float4>int4
        btfloat84cmp float8,float4>int4  btfloat8cmp float8,float8>int4  btint24cmp int2,int4>int4  btint28cmp int2,int8>int4  btint2cmp int2,int2>int4  btint42cmp int4,int2>int4
        btint48cmp int4,int8>int4  btint4cmp int4,int4>int4  btint82cmp int8,int2>int4  btint84cmp int8,int4>int4  btint8cmp int8,int8>int4  btnamecmp name,name>int4
        btnametextcmp name,text>int4  btoidcmp oid,oid>int4  btoidvectorcmp oidvector,oidvector>int4  btrecordcmp record,record>int4  btrecordimagecmp record,record>int4
        btrim bytea,bytea>bytea;text,text>text;text>text  bttext_pattern_cmp text,text>int4  bttextcmp text,text>int4  bttextnamecmp text,name>int4  bttidcmp tid,tid>int4
        btvarstrequalimage oid>bool  bytea int2>bytea;int4>bytea;int8>bytea  bytea_larger bytea,bytea>bytea  bytea_smaller bytea,bytea>bytea  byteacat bytea,bytea>bytea
        byteacmp bytea,bytea>int4  byteaeq bytea,bytea>bool  byteage bytea,bytea>bool  byteagt bytea,bytea>bool  byteale bytea,bytea>bool  bytealike bytea,bytea>bool
        bytealt bytea,bytea>bool  byteane bytea,bytea>bool  byteanlike bytea,bytea>bool  byteasend bytea>bytea  cardinality anyarray>int4  casefold text>text  cash_cmp money,money>int4
        cash_div_cash money,money>float8  cash_div_flt4 money,float4>money  cash_div_flt8 money,float8>money  cash_div_int2 money,int2>money  cash_div_int4 money,int4>money
        cash_div_int8 money,int8>money  cash_eq money,money>bool  cash_ge money,money>bool  cash_gt money,money>bool  cash_le money,money>bool  cash_lt money,money>bool
        cash_mi money,money>money  cash_mul_flt4 money,float4>money  cash_mul_flt8 money,float8>money  cash_mul_int2 money,int2>money  cash_mul_int4 money,int4>money
        cash_mul_int8 money,int8>money  cash_ne money,money>bool  cash_pl money,money>money  cash_words money>text  cashlarger money,money>money  cashsmaller money,money>money
        cbrt float8>float8  ceil float8>float8;numeric>numeric  ceiling float8>float8;numeric>numeric  center box>point;circle>point  char int4>"char";text>"char"
        char_length bpchar>int4;text>int4  character_length bpchar>int4;text>int4  chareq "char","char">bool  charge "char","char">bool  chargt "char","char">bool  charle "char","char">bool
        charlt "char","char">bool  charne "char","char">bool  charsend "char">bytea  chr int4>text  cideq cid,cid>bool  cidr inet>cidr  cidsend cid>bytea
        circle box>circle;point,float8>circle;polygon>circle  circle_above circle,circle>bool  circle_add_pt circle,point>circle  circle_below circle,circle>bool  circle_center circle>point
        circle_contain circle,circle>bool  circle_contain_pt circle,point>bool  circle_contained circle,circle>bool  circle_distance circle,circle>float8  circle_div_pt circle,point>circle
        circle_eq circle,circle>bool  circle_ge circle,circle>bool  circle_gt circle,circle>bool  circle_le circle,circle>bool  circle_left circle,circle>bool  circle_lt circle,circle>bool
        circle_mul_pt circle,point>circle  circle_ne circle,circle>bool  circle_overabove circle,circle>bool  circle_overbelow circle,circle>bool  circle_overlap circle,circle>bool
        circle_overleft circle,circle>bool  circle_overright circle,circle>bool  circle_right circle,circle>bool  circle_same circle,circle>bool  circle_sub_pt circle,point>circle
        clock_timestamp >timestamptz  close_ls line,lseg>point  close_lseg lseg,lseg>point  close_pb point,box>point  close_pl point,line>point  close_ps point,lseg>point
        close_sb lseg,box>point  col_description oid,int4>text  concat *any>text  concat_ws text,*any>text  convert bytea,name,name>bytea  convert_from bytea,name>text
        convert_to text,name>bytea  corr float8,float8>float8  cos float8>float8  cosd float8>float8  cosh float8>float8  cot float8>float8  cotd float8>float8  count >int8;any>int8
        covar_pop float8,float8>float8  covar_samp float8,float8>float8  crc32 bytea>int8  crc32c bytea>int8  cume_dist *any>float8;>float8  current_database >name  current_query >text
        current_schema >name  current_schemas bool>name[]  current_setting text,bool>text;text>text  current_user >name  currtid2 text,tid>tid  currval regclass>int8
        cursor_to_xml refcursor,int4,bool,bool,text>xml  cursor_to_xmlschema refcursor,bool,bool,text>xml  database_to_xml bool,bool,text>xml
        database_to_xml_and_xmlschema bool,bool,text>xml  database_to_xmlschema bool,bool,text>xml  date timestamp>date;timestamptz>date
        date_add timestamptz,interval,text>timestamptz;timestamptz,interval>timestamptz  date_bin interval,timestamp,timestamp>timestamp;interval,timestamptz,timestamptz>timestamptz
        date_cmp date,date>int4  date_cmp_timestamp date,timestamp>int4  date_cmp_timestamptz date,timestamptz>int4  date_eq date,date>bool  date_eq_timestamp date,timestamp>bool
        date_eq_timestamptz date,timestamptz>bool  date_ge date,date>bool  date_ge_timestamp date,timestamp>bool  date_ge_timestamptz date,timestamptz>bool  date_gt date,date>bool
        date_gt_timestamp date,timestamp>bool  date_gt_timestamptz date,timestamptz>bool  date_larger date,date>date  date_le date,date>bool  date_le_timestamp date,timestamp>bool
        date_le_timestamptz date,timestamptz>bool  date_lt date,date>bool  date_lt_timestamp date,timestamp>bool  date_lt_timestamptz date,timestamptz>bool  date_mi date,date>int4
        date_mi_interval date,interval>timestamp  date_mii date,int4>date  date_ne date,date>bool  date_ne_timestamp date,timestamp>bool  date_ne_timestamptz date,timestamptz>bool
        date_part text,date>float8;text,interval>float8;text,time>float8;text,timestamp>float8;text,timestamptz>float8;text,timetz>float8  date_pl_interval date,interval>timestamp
        date_pli date,int4>date  date_smaller date,date>date  date_subtract timestamptz,interval,text>timestamptz;timestamptz,interval>timestamptz
        date_trunc text,interval>interval;text,timestamp>timestamp;text,timestamptz,text>timestamptz;text,timestamptz>timestamptz
        datemultirange *daterange[]>datemultirange;>datemultirange;daterange>datemultirange  daterange date,date,text>daterange;date,date>daterange  daterange_canonical daterange>daterange
        daterange_subdiff date,date>float8  datetime_pl date,time>timestamp  datetimetz_pl date,timetz>timestamptz  dcbrt float8>float8  decode text,text>bytea  degrees float8>float8
        dense_rank *any>int8;>int8  dexp float8>float8  diagonal box>lseg  diameter circle>float8  dist_bp box,point>float8  dist_bs box,lseg>float8  dist_cpoint circle,point>float8
        dist_cpoly circle,polygon>float8  dist_lp line,point>float8  dist_ls line,lseg>float8  dist_pathp path,point>float8  dist_pb point,box>float8  dist_pc point,circle>float8
        dist_pl point,line>float8  dist_polyc polygon,circle>float8  dist_polyp polygon,point>float8  dist_ppath point,path>float8  dist_ppoly point,polygon>float8  dist_ps point,lseg>float8
        dist_sb lseg,box>float8  dist_sl lseg,line>float8  dist_sp lseg,point>float8  div numeric,numeric>numeric  dlog1 float8>float8  dlog10 float8>float8  dpow float8,float8>float8
        dround float8>float8  dsqrt float8>float8  dtrunc float8>float8  elem_contained_by_multirange anyelement,anymultirange>bool  elem_contained_by_range anyelement,anyrange>bool
        encode bytea,text>text  enum_cmp anyenum,anyenum>int4  enum_eq anyenum,anyenum>bool  enum_first anyenum>anyenum  enum_ge anyenum,anyenum>bool  enum_gt anyenum,anyenum>bool
        enum_larger anyenum,anyenum>anyenum  enum_last anyenum>anyenum  enum_le anyenum,anyenum>bool  enum_lt anyenum,anyenum>bool  enum_ne anyenum,anyenum>bool
        enum_range anyenum,anyenum>anyarray;anyenum>anyarray  enum_smaller anyenum,anyenum>anyenum  erf float8>float8  erfc float8>float8  every bool>bool  exp float8>float8;numeric>numeric
        extract text,date>numeric;text,interval>numeric;text,time>numeric;text,timestamp>numeric;text,timestamptz>numeric;text,timetz>numeric  factorial int8>numeric  family inet>int4
        first_value anyelement>anyelement  float4 float8>float4;int2>float4;int4>float4;int8>float4;jsonb>float4;numeric>float4  float48div float4,float8>float8  float48eq float4,float8>bool
        float48ge float4,float8>bool  float48gt float4,float8>bool  float48le float4,float8>bool  float48lt float4,float8>bool  float48mi float4,float8>float8
        float48mul float4,float8>float8  float48ne float4,float8>bool  float48pl float4,float8>float8  float4_accum float8[],float4>float8[]  float4abs float4>float4
        float4div float4,float4>float4  float4eq float4,float4>bool  float4ge float4,float4>bool  float4gt float4,float4>bool  float4larger float4,float4>float4  float4le float4,float4>bool
        float4lt float4,float4>bool  float4mi float4,float4>float4  float4mul float4,float4>float4  float4ne float4,float4>bool  float4pl float4,float4>float4  float4send float4>bytea
        float4smaller float4,float4>float4  float4um float4>float4  float4up float4>float4  float8 float4>float8;int2>float8;int4>float8;int8>float8;jsonb>float8;numeric>float8
        float84div float8,float4>float8  float84eq float8,float4>bool  float84ge float8,float4>bool  float84gt float8,float4>bool  float84le float8,float4>bool  float84lt float8,float4>bool
        float84mi float8,float4>float8  float84mul float8,float4>float8  float84ne float8,float4>bool  float84pl float8,float4>float8  float8_accum float8[],float8>float8[]
        float8_avg float8[]>float8  float8_combine float8[],float8[]>float8[]  float8_corr float8[]>float8  float8_covar_pop float8[]>float8  float8_covar_samp float8[]>float8
        float8_regr_accum float8[],float8,float8>float8[]  float8_regr_avgx float8[]>float8  float8_regr_avgy float8[]>float8  float8_regr_combine float8[],float8[]>float8[]
        float8_regr_intercept float8[]>float8  float8_regr_r2 float8[]>float8  float8_regr_slope float8[]>float8  float8_regr_sxx float8[]>float8  float8_regr_sxy float8[]>float8
        float8_regr_syy float8[]>float8  float8_stddev_pop float8[]>float8  float8_stddev_samp float8[]>float8  float8_var_pop float8[]>float8  float8_var_samp float8[]>float8
        float8abs float8>float8  float8div float8,float8>float8  float8eq float8,float8>bool  float8ge float8,float8>bool  float8gt float8,float8>bool  float8larger float8,float8>float8
        float8le float8,float8>bool  float8lt float8,float8>bool  float8mi float8,float8>float8  float8mul float8,float8>float8  float8ne float8,float8>bool  float8pl float8,float8>float8
        float8send float8>bytea  float8smaller float8,float8>float8  float8um float8>float8  float8up float8>float8  floor float8>float8;numeric>numeric  flt4_mul_cash float4,money>money
        flt8_mul_cash float8,money>money  fmgr_c_validator oid>void  fmgr_internal_validator oid>void  fmgr_sql_validator oid>void  format text,*any>text;text>text  format_type oid,int4>text
        gamma float8>float8  gcd int4,int4>int4;int8,int8>int8;numeric,numeric>numeric  gen_random_uuid >uuid
        generate_series int4,int4,int4>int4;int4,int4>int4;int8,int8,int8>int8;int8,int8>int8;numeric,numeric,numeric>numeric;numeric,numeric>numeric;timestamp,timestamp,interval>timestamp;timestamptz,timestamptz,interval,text>timestamptz;timestamptz,timestamptz,interval>timestamptz
        generate_subscripts anyarray,int4,bool>int4;anyarray,int4>int4  get_bit bit,int4>int4;bytea,int8>int4  get_byte bytea,int4>int4  get_current_ts_config >regconfig
        getdatabaseencoding >name  getpgusername >name  gin_clean_pending_list regclass>int8  gin_cmp_tslexeme text,text>int4  gin_compare_jsonb text,text>int4
        gist_translate_cmptype_common int4>int2  has_any_column_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_column_privilege name,oid,int2,text>bool;name,oid,text,text>bool;name,text,int2,text>bool;name,text,text,text>bool;oid,int2,text>bool;oid,oid,int2,text>bool;oid,oid,text,text>bool;oid,text,int2,text>bool;oid,text,text,text>bool;oid,text,text>bool;text,int2,text>bool;text,text,text>bool
        has_database_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_foreign_data_wrapper_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_function_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_language_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_largeobject_privilege name,oid,text>bool;oid,oid,text>bool;oid,text>bool  has_parameter_privilege name,text,text>bool;oid,text,text>bool;text,text>bool
        has_schema_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_sequence_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_server_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_table_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_tablespace_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool
        has_type_privilege name,oid,text>bool;name,text,text>bool;oid,oid,text>bool;oid,text,text>bool;oid,text>bool;text,text>bool  hash_aclitem aclitem>int4
        hash_aclitem_extended aclitem,int8>int8  hash_array anyarray>int4  hash_array_extended anyarray,int8>int8  hash_multirange anymultirange>int4
        hash_multirange_extended anymultirange,int8>int8  hash_numeric numeric>int4  hash_numeric_extended numeric,int8>int8  hash_range anyrange>int4  hash_range_extended anyrange,int8>int8
        hash_record record>int4  hash_record_extended record,int8>int8  hashbool bool>int4  hashboolextended bool,int8>int8  hashbpchar bpchar>int4  hashbpcharextended bpchar,int8>int8
        hashbytea bytea>int4  hashbyteaextended bytea,int8>int8  hashchar "char">int4  hashcharextended "char",int8>int8  hashcid cid>int4  hashcidextended cid,int8>int8  hashdate date>int4
        hashdateextended date,int8>int8  hashenum anyenum>int4  hashenumextended anyenum,int8>int8  hashfloat4 float4>int4  hashfloat4extended float4,int8>int8  hashfloat8 float8>int4
        hashfloat8extended float8,int8>int8  hashinet inet>int4  hashinetextended inet,int8>int8  hashint2 int2>int4  hashint2extended int2,int8>int8  hashint4 int4>int4
        hashint4extended int4,int8>int8  hashint8 int8>int4  hashint8extended int8,int8>int8  hashmacaddr macaddr>int4  hashmacaddr8 macaddr8>int4  hashmacaddr8extended macaddr8,int8>int8
        hashmacaddrextended macaddr,int8>int8  hashname name>int4  hashnameextended name,int8>int8  hashoid oid>int4  hashoidextended oid,int8>int8  hashoidvector oidvector>int4
        hashoidvectorextended oidvector,int8>int8  hashtext text>int4  hashtextextended text,int8>int8  hashtid tid>int4  hashtidextended tid,int8>int8  hashxid xid>int4  hashxid8 xid8>int4
        hashxid8extended xid8,int8>int8  hashxidextended xid,int8>int8  height box>float8  host inet>text  hostmask inet>inet  icu_unicode_version >text
        in_range date,date,interval,bool,bool>bool;float4,float4,float8,bool,bool>bool;float8,float8,float8,bool,bool>bool;int2,int2,int2,bool,bool>bool;int2,int2,int4,bool,bool>bool;int2,int2,int8,bool,bool>bool;int4,int4,int2,bool,bool>bool;int4,int4,int4,bool,bool>bool;int4,int4,int8,bool,bool>bool;int8,int8,int8,bool,bool>bool;interval,interval,interval,bool,bool>bool;numeric,numeric,numeric,bool,bool>bool;time,time,interval,bool,bool>bool;timestamp,timestamp,interval,bool,bool>bool;timestamptz,timestamptz,interval,bool,bool>bool;timetz,timetz,interval,bool,bool>bool
        inet_client_addr >inet  inet_client_port >int4  inet_merge inet,inet>cidr  inet_same_family inet,inet>bool  inet_server_addr >inet  inet_server_port >int4  inetand inet,inet>inet
        inetmi inet,inet>int8  inetmi_int8 inet,int8>inet  inetnot inet>inet  inetor inet,inet>inet  inetpl inet,int8>inet  initcap text>text
        int2 bytea>int2;float4>int2;float8>int2;int4>int2;int8>int2;jsonb>int2;numeric>int2  int24div int2,int4>int4  int24eq int2,int4>bool  int24ge int2,int4>bool  int24gt int2,int4>bool
        int24le int2,int4>bool  int24lt int2,int4>bool  int24mi int2,int4>int4  int24mul int2,int4>int4  int24ne int2,int4>bool  int24pl int2,int4>int4  int28div int2,int8>int8
        int28eq int2,int8>bool  int28ge int2,int8>bool  int28gt int2,int8>bool  int28le int2,int8>bool  int28lt int2,int8>bool  int28mi int2,int8>int8  int28mul int2,int8>int8
        int28ne int2,int8>bool  int28pl int2,int8>int8  int2_avg_accum int8[],int2>int8[]  int2_avg_accum_inv int8[],int2>int8[]  int2_mul_cash int2,money>money  int2_sum int8,int2>int8
        int2abs int2>int2  int2and int2,int2>int2  int2div int2,int2>int2  int2eq int2,int2>bool  int2ge int2,int2>bool  int2gt int2,int2>bool  int2int4_sum int8[]>int8
        int2larger int2,int2>int2  int2le int2,int2>bool  int2lt int2,int2>bool  int2mi int2,int2>int2  int2mod int2,int2>int2  int2mul int2,int2>int2  int2ne int2,int2>bool
        int2not int2>int2  int2or int2,int2>int2  int2pl int2,int2>int2  int2send int2>bytea  int2shl int2,int4>int2  int2shr int2,int4>int2  int2smaller int2,int2>int2  int2um int2>int2
        int2up int2>int2  int2vectorsend int2vector>bytea  int2xor int2,int2>int2
        int4 "char">int4;bit>int4;bool>int4;bytea>int4;float4>int4;float8>int4;int2>int4;int8>int4;jsonb>int4;numeric>int4  int42div int4,int2>int4  int42eq int4,int2>bool
        int42ge int4,int2>bool  int42gt int4,int2>bool  int42le int4,int2>bool  int42lt int4,int2>bool  int42mi int4,int2>int4  int42mul int4,int2>int4  int42ne int4,int2>bool
        int42pl int4,int2>int4  int48div int4,int8>int8  int48eq int4,int8>bool  int48ge int4,int8>bool  int48gt int4,int8>bool  int48le int4,int8>bool  int48lt int4,int8>bool
        int48mi int4,int8>int8  int48mul int4,int8>int8  int48ne int4,int8>bool  int48pl int4,int8>int8  int4_avg_accum int8[],int4>int8[]  int4_avg_accum_inv int8[],int4>int8[]
        int4_avg_combine int8[],int8[]>int8[]  int4_mul_cash int4,money>money  int4_sum int8,int4>int8  int4abs int4>int4  int4and int4,int4>int4  int4div int4,int4>int4
        int4eq int4,int4>bool  int4ge int4,int4>bool  int4gt int4,int4>bool  int4inc int4>int4  int4larger int4,int4>int4  int4le int4,int4>bool  int4lt int4,int4>bool  int4mi int4,int4>int4
        int4mod int4,int4>int4  int4mul int4,int4>int4  int4multirange *int4range[]>int4multirange;>int4multirange;int4range>int4multirange  int4ne int4,int4>bool  int4not int4>int4
        int4or int4,int4>int4  int4pl int4,int4>int4  int4range int4,int4,text>int4range;int4,int4>int4range  int4range_canonical int4range>int4range  int4range_subdiff int4,int4>float8
        int4send int4>bytea  int4shl int4,int4>int4  int4shr int4,int4>int4  int4smaller int4,int4>int4  int4um int4>int4  int4up int4>int4  int4xor int4,int4>int4
        int8 bit>int8;bytea>int8;float4>int8;float8>int8;int2>int8;int4>int8;jsonb>int8;numeric>int8;oid>int8  int82div int8,int2>int8  int82eq int8,int2>bool  int82ge int8,int2>bool
        int82gt int8,int2>bool  int82le int8,int2>bool  int82lt int8,int2>bool  int82mi int8,int2>int8  int82mul int8,int2>int8  int82ne int8,int2>bool  int82pl int8,int2>int8
        int84div int8,int4>int8  int84eq int8,int4>bool  int84ge int8,int4>bool  int84gt int8,int4>bool  int84le int8,int4>bool  int84lt int8,int4>bool  int84mi int8,int4>int8
        int84mul int8,int4>int8  int84ne int8,int4>bool  int84pl int8,int4>int8  int8_avg int8[]>numeric  int8_mul_cash int8,money>money  int8_sum numeric,int8>numeric  int8abs int8>int8
        int8and int8,int8>int8  int8dec int8>int8  int8dec_any int8,any>int8  int8div int8,int8>int8  int8eq int8,int8>bool  int8ge int8,int8>bool  int8gt int8,int8>bool  int8inc int8>int8
        int8inc_any int8,any>int8  int8inc_float8_float8 int8,float8,float8>int8  int8larger int8,int8>int8  int8le int8,int8>bool  int8lt int8,int8>bool  int8mi int8,int8>int8
        int8mod int8,int8>int8  int8mul int8,int8>int8  int8multirange *int8range[]>int8multirange;>int8multirange;int8range>int8multirange  int8ne int8,int8>bool  int8not int8>int8
        int8or int8,int8>int8  int8pl int8,int8>int8  int8pl_inet int8,inet>inet  int8range int8,int8,text>int8range;int8,int8>int8range  int8range_canonical int8range>int8range
        int8range_subdiff int8,int8>float8  int8send int8>bytea  int8shl int8,int4>int8  int8shr int8,int4>int8  int8smaller int8,int8>int8  int8um int8>int8  int8up int8>int8
        int8xor int8,int8>int8  integer_pl_date int4,date>date  inter_lb line,box>bool  inter_sb lseg,box>bool  inter_sl lseg,line>bool  interval interval,int4>interval;time>interval
        interval_accum interval[],interval>interval[]  interval_accum_inv interval[],interval>interval[]  interval_avg interval[]>interval  interval_cmp interval,interval>int4
        interval_combine interval[],interval[]>interval[]  interval_div interval,float8>interval  interval_eq interval,interval>bool  interval_ge interval,interval>bool
        interval_gt interval,interval>bool  interval_hash interval>int4  interval_hash_extended interval,int8>int8  interval_larger interval,interval>interval
        interval_le interval,interval>bool  interval_lt interval,interval>bool  interval_mi interval,interval>interval  interval_mul interval,float8>interval
        interval_ne interval,interval>bool  interval_pl interval,interval>interval  interval_pl_date interval,date>timestamp  interval_pl_time interval,time>time
        interval_pl_timestamp interval,timestamp>timestamp  interval_pl_timestamptz interval,timestamptz>timestamptz  interval_pl_timetz interval,timetz>timetz
        interval_smaller interval,interval>interval  interval_um interval>interval  intervaltypmodin cstring[]>int4  is_normalized text,?text>bool  isclosed path>bool
        isempty anymultirange>bool;anyrange>bool  isfinite date>bool;interval>bool;timestamp>bool;timestamptz>bool  ishorizontal line>bool;lseg>bool;point,point>bool  isopen path>bool
        isparallel line,line>bool;lseg,lseg>bool  isperp line,line>bool;lseg,lseg>bool  isvertical line>bool;lseg>bool;point,point>bool  json_agg anyelement>json
        json_agg_strict anyelement>json  json_array_element json,int4>json  json_array_element_text json,int4>text  json_array_elements json>json  json_array_elements_text json>text
        json_array_length json>int4  json_build_array *any>json;>json  json_build_object *any>json;>json  json_each json>record(key:text,value:json)
        json_each_text json>record(key:text,value:text)  json_extract_path json,*text[]>json  json_extract_path_text json,*text[]>text  json_object text[],text[]>json;text[]>json
        json_object_agg any,any>json  json_object_agg_strict any,any>json  json_object_agg_unique any,any>json  json_object_agg_unique_strict any,any>json  json_object_field json,text>json
        json_object_field_text json,text>text  json_object_keys json>text  json_populate_record base:anyelement,from_json:json,?use_json_as_text:bool>anyelement
        json_populate_recordset base:anyelement,from_json:json,?use_json_as_text:bool>anyelement  json_strip_nulls json>json;target:json,?strip_in_arrays:bool>json
        json_to_record json>record  json_to_recordset json>record  json_to_tsvector json,jsonb>tsvector;regconfig,json,jsonb>tsvector  json_typeof json>text  jsonb_agg anyelement>jsonb
        jsonb_agg_strict anyelement>jsonb  jsonb_array_element jsonb,int4>jsonb  jsonb_array_element_text jsonb,int4>text  jsonb_array_elements jsonb>jsonb
        jsonb_array_elements_text jsonb>text  jsonb_array_length jsonb>int4  jsonb_build_array *any>jsonb;>jsonb  jsonb_build_object *any>jsonb;>jsonb  jsonb_cmp jsonb,jsonb>int4
        jsonb_concat jsonb,jsonb>jsonb  jsonb_contained jsonb,jsonb>bool  jsonb_contains jsonb,jsonb>bool  jsonb_delete jsonb,*text[]>jsonb;jsonb,int4>jsonb;jsonb,text>jsonb
        jsonb_delete_path jsonb,text[]>jsonb  jsonb_each jsonb>record(key:text,value:jsonb)  jsonb_each_text jsonb>record(key:text,value:text)  jsonb_eq jsonb,jsonb>bool
        jsonb_exists jsonb,text>bool  jsonb_exists_all jsonb,text[]>bool  jsonb_exists_any jsonb,text[]>bool  jsonb_extract_path jsonb,*text[]>jsonb
        jsonb_extract_path_text jsonb,*text[]>text  jsonb_ge jsonb,jsonb>bool  jsonb_gt jsonb,jsonb>bool  jsonb_hash jsonb>int4  jsonb_hash_extended jsonb,int8>int8
        jsonb_insert jsonb_in:jsonb,path:text[],replacement:jsonb,?insert_after:bool>jsonb  jsonb_le jsonb,jsonb>bool  jsonb_lt jsonb,jsonb>bool  jsonb_ne jsonb,jsonb>bool
        jsonb_object text[],text[]>jsonb;text[]>jsonb  jsonb_object_agg any,any>jsonb  jsonb_object_agg_strict any,any>jsonb  jsonb_object_agg_unique any,any>jsonb
        jsonb_object_agg_unique_strict any,any>jsonb  jsonb_object_field jsonb,text>jsonb  jsonb_object_field_text jsonb,text>text  jsonb_object_keys jsonb>text
        jsonb_path_exists target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>bool  jsonb_path_exists_opr jsonb,jsonpath>bool
        jsonb_path_exists_tz target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>bool  jsonb_path_match target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>bool
        jsonb_path_match_opr jsonb,jsonpath>bool  jsonb_path_match_tz target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>bool
        jsonb_path_query target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>jsonb  jsonb_path_query_array target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>jsonb
        jsonb_path_query_array_tz target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>jsonb  jsonb_path_query_first target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>jsonb
        jsonb_path_query_first_tz target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>jsonb  jsonb_path_query_tz target:jsonb,path:jsonpath,?vars:jsonb,?silent:bool>jsonb
        jsonb_populate_record anyelement,jsonb>anyelement  jsonb_populate_record_valid anyelement,jsonb>bool  jsonb_populate_recordset anyelement,jsonb>anyelement  jsonb_pretty jsonb>text
        jsonb_set jsonb_in:jsonb,path:text[],replacement:jsonb,?create_if_missing:bool>jsonb
        jsonb_set_lax jsonb_in:jsonb,path:text[],replacement:jsonb,?create_if_missing:bool,?null_value_treatment:text>jsonb
        jsonb_strip_nulls jsonb>jsonb;target:jsonb,?strip_in_arrays:bool>jsonb  jsonb_to_record jsonb>record  jsonb_to_recordset jsonb>record
        jsonb_to_tsvector jsonb,jsonb>tsvector;regconfig,jsonb,jsonb>tsvector  jsonb_typeof jsonb>text  justify_days interval>interval  justify_hours interval>interval
        justify_interval interval>interval  lag anycompatible,int4,anycompatible>anycompatible;anyelement,int4>anyelement;anyelement>anyelement  last_value anyelement>anyelement
        lastval >int8  lcm int4,int4>int4;int8,int8>int8;numeric,numeric>numeric  lead anycompatible,int4,anycompatible>anycompatible;anyelement,int4>anyelement;anyelement>anyelement
        left text,int4>text  length bit>int4;bpchar>int4;bytea,name>int4;bytea>int4;lseg>float8;path>float8;text>int4;tsvector>int4  lgamma float8>float8
        like bytea,bytea>bool;name,text>bool;text,text>bool  like_escape bytea,bytea>bytea;text,text>text  line point,point>line  line_distance line,line>float8  line_eq line,line>bool
        line_horizontal line>bool  line_interpt line,line>point  line_intersect line,line>bool  line_parallel line,line>bool  line_perp line,line>bool  line_vertical line>bool
        ln float8>float8;numeric>numeric  lo_close int4>int4  lo_creat int4>oid  lo_create oid>oid  lo_export oid,text>int4  lo_from_bytea oid,bytea>oid  lo_get oid,int8,int4>bytea;oid>bytea
        lo_import text,oid>oid;text>oid  lo_lseek int4,int4,int4>int4  lo_lseek64 int4,int8,int4>int8  lo_open oid,int4>int4  lo_put oid,int8,bytea>void  lo_tell int4>int4
        lo_tell64 int4>int8  lo_truncate int4,int4>int4  lo_truncate64 int4,int8>int4  lo_unlink oid>int4  log float8>float8;numeric,numeric>numeric;numeric>numeric
        log10 float8>float8;numeric>numeric  loread int4,int4>bytea  lower anymultirange>anyelement;anyrange>anyelement;text>text  lower_inc anymultirange>bool;anyrange>bool
        lower_inf anymultirange>bool;anyrange>bool  lowrite int4,bytea>int4  lpad text,int4,text>text;text,int4>text  lseg box>lseg;point,point>lseg  lseg_center lseg>point
        lseg_distance lseg,lseg>float8  lseg_eq lseg,lseg>bool  lseg_ge lseg,lseg>bool  lseg_gt lseg,lseg>bool  lseg_horizontal lseg>bool  lseg_interpt lseg,lseg>point
        lseg_intersect lseg,lseg>bool  lseg_le lseg,lseg>bool  lseg_length lseg>float8  lseg_lt lseg,lseg>bool  lseg_ne lseg,lseg>bool  lseg_parallel lseg,lseg>bool  lseg_perp lseg,lseg>bool
        lseg_vertical lseg>bool  ltrim bytea,bytea>bytea;text,text>text;text>text  macaddr macaddr8>macaddr  macaddr8 macaddr>macaddr8  macaddr8_and macaddr8,macaddr8>macaddr8
        macaddr8_cmp macaddr8,macaddr8>int4  macaddr8_eq macaddr8,macaddr8>bool  macaddr8_ge macaddr8,macaddr8>bool  macaddr8_gt macaddr8,macaddr8>bool  macaddr8_le macaddr8,macaddr8>bool
        macaddr8_lt macaddr8,macaddr8>bool  macaddr8_ne macaddr8,macaddr8>bool  macaddr8_not macaddr8>macaddr8  macaddr8_or macaddr8,macaddr8>macaddr8  macaddr8_set7bit macaddr8>macaddr8
        macaddr_and macaddr,macaddr>macaddr  macaddr_cmp macaddr,macaddr>int4  macaddr_eq macaddr,macaddr>bool  macaddr_ge macaddr,macaddr>bool  macaddr_gt macaddr,macaddr>bool
        macaddr_le macaddr,macaddr>bool  macaddr_lt macaddr,macaddr>bool  macaddr_ne macaddr,macaddr>bool  macaddr_not macaddr>macaddr  macaddr_or macaddr,macaddr>macaddr
        make_date int4,int4,int4>date  make_interval ?years:int4,?months:int4,?weeks:int4,?days:int4,?hours:int4,?mins:int4,?secs:float8>interval  make_time int4,int4,float8>time
        make_timestamp int4,int4,int4,int4,int4,float8>timestamp  make_timestamptz int4,int4,int4,int4,int4,float8,text>timestamptz;int4,int4,int4,int4,int4,float8>timestamptz
        makeaclitem oid,oid,text,bool>aclitem  masklen inet>int4
        max anyarray>anyarray;anyenum>anyenum;bpchar>bpchar;bytea>bytea;date>date;float4>float4;float8>float8;inet>inet;int2>int2;int4>int4;int8>int8;interval>interval;money>money;numeric>numeric;oid>oid;pg_lsn>pg_lsn;record>record;text>text;tid>tid;time>time;timestamp>timestamp;timestamptz>timestamptz;timetz>timetz;xid8>xid8
        md5 bytea>text;text>text
        min anyarray>anyarray;anyenum>anyenum;bpchar>bpchar;bytea>bytea;date>date;float4>float4;float8>float8;inet>inet;int2>int2;int4>int4;int8>int8;interval>interval;money>money;numeric>numeric;oid>oid;pg_lsn>pg_lsn;record>record;text>text;tid>tid;time>time;timestamp>timestamp;timestamptz>timestamptz;timetz>timetz;xid8>xid8
        min_scale numeric>int4  mod int2,int2>int2;int4,int4>int4;int8,int8>int8;numeric,numeric>numeric  mode anyelement>anyelement  money int4>money;int8>money;numeric>money
        mul_d_interval float8,interval>interval  multirange anyrange>anymultirange  multirange_adjacent_multirange anymultirange,anymultirange>bool
        multirange_adjacent_range anymultirange,anyrange>bool  multirange_after_multirange anymultirange,anymultirange>bool  multirange_after_range anymultirange,anyrange>bool
        multirange_before_multirange anymultirange,anymultirange>bool  multirange_before_range anymultirange,anyrange>bool  multirange_cmp anymultirange,anymultirange>int4
        multirange_contained_by_multirange anymultirange,anymultirange>bool  multirange_contained_by_range anymultirange,anyrange>bool  multirange_contains_elem anymultirange,anyelement>bool
        multirange_contains_multirange anymultirange,anymultirange>bool  multirange_contains_range anymultirange,anyrange>bool  multirange_eq anymultirange,anymultirange>bool
        multirange_ge anymultirange,anymultirange>bool  multirange_gt anymultirange,anymultirange>bool  multirange_intersect anymultirange,anymultirange>anymultirange
        multirange_intersect_agg_transfn anymultirange,anymultirange>anymultirange  multirange_le anymultirange,anymultirange>bool  multirange_lt anymultirange,anymultirange>bool
        multirange_minus anymultirange,anymultirange>anymultirange  multirange_ne anymultirange,anymultirange>bool  multirange_overlaps_multirange anymultirange,anymultirange>bool
        multirange_overlaps_range anymultirange,anyrange>bool  multirange_overleft_multirange anymultirange,anymultirange>bool  multirange_overleft_range anymultirange,anyrange>bool
        multirange_overright_multirange anymultirange,anymultirange>bool  multirange_overright_range anymultirange,anyrange>bool  multirange_union anymultirange,anymultirange>anymultirange
        mxid_age xid>int4  name bpchar>name;text>name;varchar>name  nameconcatoid name,oid>name  nameeq name,name>bool  nameeqtext name,text>bool  namege name,name>bool
        namegetext name,text>bool  namegt name,name>bool  namegttext name,text>bool  nameiclike name,text>bool  nameicnlike name,text>bool  nameicregexeq name,text>bool
        nameicregexne name,text>bool  namele name,name>bool  nameletext name,text>bool  namelike name,text>bool  namelt name,name>bool  namelttext name,text>bool  namene name,name>bool
        namenetext name,text>bool  namenlike name,text>bool  nameregexeq name,text>bool  nameregexne name,text>bool  namesend name>bytea  netmask inet>inet  network inet>cidr
        network_cmp inet,inet>int4  network_eq inet,inet>bool  network_ge inet,inet>bool  network_gt inet,inet>bool  network_larger inet,inet>inet  network_le inet,inet>bool
        network_lt inet,inet>bool  network_ne inet,inet>bool  network_overlap inet,inet>bool  network_smaller inet,inet>inet  network_sub inet,inet>bool  network_subeq inet,inet>bool
        network_sup inet,inet>bool  network_supeq inet,inet>bool  nextval regclass>int8  normalize text,?text>text  notlike bytea,bytea>bool;name,text>bool;text,text>bool  now >timestamptz
        npoints path>int4;polygon>int4  nth_value anyelement,int4>anyelement  ntile int4>int4  num_nonnulls *any>int4  num_nulls *any>int4
        numeric float4>numeric;float8>numeric;int2>numeric;int4>numeric;int8>numeric;jsonb>numeric;money>numeric;numeric,int4>numeric  numeric_abs numeric>numeric
        numeric_add numeric,numeric>numeric  numeric_cmp numeric,numeric>int4  numeric_div numeric,numeric>numeric  numeric_div_trunc numeric,numeric>numeric  numeric_eq numeric,numeric>bool
        numeric_exp numeric>numeric  numeric_ge numeric,numeric>bool  numeric_gt numeric,numeric>bool  numeric_inc numeric>numeric  numeric_larger numeric,numeric>numeric
        numeric_le numeric,numeric>bool  numeric_ln numeric>numeric  numeric_log numeric,numeric>numeric  numeric_lt numeric,numeric>bool  numeric_mod numeric,numeric>numeric
        numeric_mul numeric,numeric>numeric  numeric_ne numeric,numeric>bool  numeric_pl_pg_lsn numeric,pg_lsn>pg_lsn  numeric_power numeric,numeric>numeric
        numeric_smaller numeric,numeric>numeric  numeric_sqrt numeric>numeric  numeric_sub numeric,numeric>numeric  numeric_uminus numeric>numeric  numeric_uplus numeric>numeric
        numerictypmodin cstring[]>int4  nummultirange *numrange[]>nummultirange;>nummultirange;numrange>nummultirange  numnode tsquery>int4
        numrange numeric,numeric,text>numrange;numeric,numeric>numrange  numrange_subdiff numeric,numeric>float8  obj_description oid,name>text;oid>text
        octet_length bit>int4;bpchar>int4;bytea>int4;text>int4  oid int8>oid  oideq oid,oid>bool  oidge oid,oid>bool  oidgt oid,oid>bool  oidlarger oid,oid>oid  oidle oid,oid>bool
        oidlt oid,oid>bool  oidne oid,oid>bool  oidsend oid>bytea  oidsmaller oid,oid>oid  oidvectoreq oidvector,oidvector>bool  oidvectorge oidvector,oidvector>bool
        oidvectorgt oidvector,oidvector>bool  oidvectorle oidvector,oidvector>bool  oidvectorlt oidvector,oidvector>bool  oidvectorne oidvector,oidvector>bool  oidvectorsend oidvector>bytea
        oidvectortypes oidvector>text  on_pb point,box>bool  on_pl point,line>bool  on_ppath point,path>bool  on_ps point,lseg>bool  on_sb lseg,box>bool  on_sl lseg,line>bool
        overlaps time,interval,time,interval>bool;time,interval,time,time>bool;time,time,time,interval>bool;time,time,time,time>bool;timestamp,interval,timestamp,interval>bool;timestamp,interval,timestamp,timestamp>bool;timestamp,timestamp,timestamp,interval>bool;timestamp,timestamp,timestamp,timestamp>bool;timestamptz,interval,timestamptz,interval>bool;timestamptz,interval,timestamptz,timestamptz>bool;timestamptz,timestamptz,timestamptz,interval>bool;timestamptz,timestamptz,timestamptz,timestamptz>bool;timetz,timetz,timetz,timetz>bool
        overlay bit,bit,int4,int4>bit;bit,bit,int4>bit;bytea,bytea,int4,int4>bytea;bytea,bytea,int4>bytea;text,text,int4,int4>text;text,text,int4>text
        parse_ident str:text,?strict:bool>text[]  path polygon>path  path_add path,path>path  path_add_pt path,point>path  path_contain_pt path,point>bool  path_distance path,path>float8
        path_div_pt path,point>path  path_inter path,path>bool  path_length path>float8  path_mul_pt path,point>path  path_n_eq path,path>bool  path_n_ge path,path>bool
        path_n_gt path,path>bool  path_n_le path,path>bool  path_n_lt path,path>bool  path_npoints path>int4  path_sub_pt path,point>path  pclose path>path  percent_rank *any>float8;>float8
        percentile_cont float8,float8>float8;float8,interval>interval;float8[],float8>float8[];float8[],interval>interval[]
        percentile_disc float8,anyelement>anyelement;float8[],anyelement>anyarray  pg_advisory_lock int4,int4>void;int8>void  pg_advisory_lock_shared int4,int4>void;int8>void
        pg_advisory_unlock int4,int4>bool;int8>bool  pg_advisory_unlock_all >void  pg_advisory_unlock_shared int4,int4>bool;int8>bool  pg_advisory_xact_lock int4,int4>void;int8>void
        pg_advisory_xact_lock_shared int4,int4>void;int8>void  pg_available_extension_versions >record  pg_available_extensions >record  pg_available_wal_summaries >record
        pg_backend_pid >int4  pg_backup_start label:text,?fast:bool>pg_lsn  pg_backup_stop ?wait_for_archive:bool>record  pg_basetype regtype>regtype  pg_blocking_pids int4>int4[]
        pg_cancel_backend int4>bool  pg_char_to_encoding name>int4  pg_clear_attribute_stats text,text,text,bool>void  pg_clear_relation_stats text,text>void  pg_client_encoding >name
        pg_collation_actual_version oid>text  pg_collation_for any>text  pg_collation_is_visible oid>bool  pg_column_compression any>text  pg_column_is_updatable regclass,int2,bool>bool
        pg_column_size any>int4  pg_column_toast_chunk_id any>oid  pg_conf_load_time >timestamptz  pg_config >record  pg_control_checkpoint >record  pg_control_init >record
        pg_control_recovery >record  pg_control_system >record  pg_conversion_is_visible oid>bool
        pg_copy_logical_replication_slot name,name,bool,name>record;name,name,bool>record;name,name>record  pg_copy_physical_replication_slot name,name,bool>record;name,name>record
        pg_create_logical_replication_slot slot_name:name,plugin:name,?temporary:bool,?twophase:bool,?failover:bool>record;slot_name:name,plugin:name,?temporary:bool,?twophase:bool>record
        pg_create_physical_replication_slot slot_name:name,?immediately_reserve:bool,?temporary:bool>record  pg_create_restore_point text>pg_lsn  pg_current_logfile >text;text>text
        pg_current_snapshot >pg_snapshot  pg_current_wal_flush_lsn >pg_lsn  pg_current_wal_insert_lsn >pg_lsn  pg_current_wal_lsn >pg_lsn  pg_current_xact_id >xid8
        pg_current_xact_id_if_assigned >xid8  pg_cursor >record  pg_database_collation_actual_version oid>text  pg_database_size name>int8;oid>int8  pg_describe_object oid,oid,int4>text
        pg_drop_replication_slot name>void  pg_encoding_max_length int4>int4  pg_encoding_to_char int4>name  pg_event_trigger_ddl_commands >record  pg_event_trigger_dropped_objects >record
        pg_event_trigger_table_rewrite_oid >oid  pg_event_trigger_table_rewrite_reason >int4  pg_export_snapshot >text  pg_extension_config_dump regclass,text>void
        pg_extension_update_paths name>record  pg_filenode_relation oid,oid>regclass  pg_function_is_visible oid>bool  pg_get_acl oid,oid,int4>aclitem[]  pg_get_aios >record
        pg_get_backend_memory_contexts >record  pg_get_catalog_foreign_keys >record  pg_get_constraintdef oid,bool>text;oid>text  pg_get_expr pg_node_tree,oid,bool>text;pg_node_tree,oid>text
        pg_get_function_arg_default oid,int4>text  pg_get_function_arguments oid>text  pg_get_function_identity_arguments oid>text  pg_get_function_result oid>text
        pg_get_function_sqlbody oid>text  pg_get_functiondef oid>text  pg_get_indexdef oid,int4,bool>text;oid>text  pg_get_keywords >record  pg_get_loaded_modules >record
        pg_get_multixact_members xid>record  pg_get_object_address text,text[],text[]>record  pg_get_partition_constraintdef oid>text  pg_get_partkeydef oid>text
        pg_get_publication_tables *text[]>record;text>record  pg_get_replica_identity_index regclass>regclass  pg_get_replication_slots >record  pg_get_ruledef oid,bool>text;oid>text
        pg_get_sequence_data regclass>record  pg_get_serial_sequence text,text>text  pg_get_shmem_allocations >record  pg_get_shmem_allocations_numa >record  pg_get_statisticsobjdef oid>text
        pg_get_statisticsobjdef_columns oid>text  pg_get_statisticsobjdef_expressions oid>text[]  pg_get_triggerdef oid,bool>text;oid>text  pg_get_userbyid oid>name
        pg_get_viewdef oid,bool>text;oid,int4>text;oid>text;text,bool>text;text>text  pg_get_wait_events >record  pg_get_wal_replay_pause_state >text  pg_get_wal_resource_managers >record
        pg_get_wal_summarizer_state >record  pg_has_role name,name,text>bool;name,oid,text>bool;name,text>bool;oid,name,text>bool;oid,oid,text>bool;oid,text>bool  pg_hba_file_rules >record
        pg_ident_file_mappings >record  pg_identify_object oid,oid,int4>record  pg_identify_object_as_address oid,oid,int4>record  pg_import_system_collations regnamespace>int4
        pg_index_column_has_property regclass,int4,text>bool  pg_index_has_property regclass,text>bool  pg_indexam_has_property oid,text>bool  pg_indexam_progress_phasename oid,int8>text
        pg_indexes_size regclass>int8  pg_input_error_info text,text>record  pg_input_is_valid text,text>bool  pg_is_in_recovery >bool  pg_is_other_temp_schema oid>bool
        pg_is_wal_replay_paused >bool  pg_isolation_test_session_is_blocked int4,int4[]>bool  pg_jit_available >bool  pg_last_committed_xact >record  pg_last_wal_receive_lsn >pg_lsn
        pg_last_wal_replay_lsn >pg_lsn  pg_last_xact_replay_timestamp >timestamptz  pg_listening_channels >text  pg_lock_status >record  pg_log_backend_memory_contexts int4>bool
        pg_log_standby_snapshot >pg_lsn
        pg_logical_emit_message bool,text,bytea>pg_lsn;bool,text,text>pg_lsn;transactional:bool,prefix:text,message:bytea,?flush:bool>pg_lsn;transactional:bool,prefix:text,message:text,?flush:bool>pg_lsn
        pg_logical_slot_get_binary_changes slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,*options:text[]>record
        pg_logical_slot_get_changes slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,*options:text[]>record
        pg_logical_slot_peek_binary_changes slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,*options:text[]>record
        pg_logical_slot_peek_changes slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,*options:text[]>record  pg_ls_archive_statusdir >record  pg_ls_dir text,bool,bool>text;text>text
        pg_ls_logdir >record  pg_ls_logicalmapdir >record  pg_ls_logicalsnapdir >record  pg_ls_replslotdir text>record  pg_ls_summariesdir >record  pg_ls_tmpdir >record;oid>record
        pg_ls_waldir >record  pg_lsn numeric>pg_lsn  pg_lsn_cmp pg_lsn,pg_lsn>int4  pg_lsn_eq pg_lsn,pg_lsn>bool  pg_lsn_ge pg_lsn,pg_lsn>bool  pg_lsn_gt pg_lsn,pg_lsn>bool
        pg_lsn_hash pg_lsn>int4  pg_lsn_hash_extended pg_lsn,int8>int8  pg_lsn_larger pg_lsn,pg_lsn>pg_lsn  pg_lsn_le pg_lsn,pg_lsn>bool  pg_lsn_lt pg_lsn,pg_lsn>bool
        pg_lsn_mi pg_lsn,pg_lsn>numeric  pg_lsn_mii pg_lsn,numeric>pg_lsn  pg_lsn_ne pg_lsn,pg_lsn>bool  pg_lsn_pli pg_lsn,numeric>pg_lsn  pg_lsn_smaller pg_lsn,pg_lsn>pg_lsn
        pg_mcv_list_items pg_mcv_list>record  pg_my_temp_schema >oid  pg_nextoid regclass,name,regclass>oid  pg_notification_queue_usage >float8  pg_notify text,text>void
        pg_numa_available >bool  pg_opclass_is_visible oid>bool  pg_operator_is_visible oid>bool  pg_opfamily_is_visible oid>bool  pg_options_to_table text[]>record
        pg_partition_ancestors regclass>regclass  pg_partition_root regclass>regclass  pg_partition_tree regclass>record  pg_postmaster_start_time >timestamptz  pg_prepared_statement >record
        pg_prepared_xact >record  pg_promote ?wait:bool,?wait_seconds:int4>bool  pg_read_binary_file text,bool>bytea;text,int8,int8,bool>bytea;text,int8,int8>bytea;text>bytea
        pg_read_file text,bool>text;text,int8,int8,bool>text;text,int8,int8>text;text>text  pg_read_file_old text,int8,int8>text  pg_relation_filenode regclass>oid
        pg_relation_filepath regclass>text  pg_relation_is_publishable regclass>bool  pg_relation_is_updatable regclass,bool>int4  pg_relation_size regclass,text>int8;regclass>int8
        pg_reload_conf >bool  pg_replication_origin_advance text,pg_lsn>void  pg_replication_origin_create text>oid  pg_replication_origin_drop text>void  pg_replication_origin_oid text>oid
        pg_replication_origin_progress text,bool>pg_lsn  pg_replication_origin_session_is_setup >bool  pg_replication_origin_session_progress bool>pg_lsn
        pg_replication_origin_session_reset >void  pg_replication_origin_session_setup text>void  pg_replication_origin_xact_reset >void
        pg_replication_origin_xact_setup pg_lsn,timestamptz>void  pg_replication_slot_advance name,pg_lsn>record  pg_restore_attribute_stats *any>bool  pg_restore_relation_stats *any>bool
        pg_rotate_logfile >bool  pg_rotate_logfile_old >bool  pg_safe_snapshot_blocking_pids int4>int4[]  pg_sequence_last_value regclass>int8  pg_sequence_parameters oid>record
        pg_settings_get_flags text>text[]  pg_show_all_file_settings >record  pg_show_all_settings >record  pg_show_replication_origin_status >record  pg_size_bytes text>int8
        pg_size_pretty int8>text;numeric>text  pg_sleep float8>void  pg_sleep_for interval>void  pg_sleep_until timestamptz>void  pg_snapshot_xip pg_snapshot>xid8
        pg_snapshot_xmax pg_snapshot>xid8  pg_snapshot_xmin pg_snapshot>xid8  pg_split_walfile_name text>record  pg_stat_clear_snapshot >void  pg_stat_file text,bool>record;text>record
        pg_stat_force_next_flush >void  pg_stat_have_stats text,oid,int8>bool;text,oid,oid>bool  pg_stat_reset >void  pg_stat_reset_backend_stats int4>void
        pg_stat_reset_replication_slot text>void  pg_stat_reset_shared ?target:text>void;text>void  pg_stat_reset_single_function_counters oid>void
        pg_stat_reset_single_table_counters oid>void  pg_stat_reset_slru ?target:text>void;text>void  pg_stat_reset_subscription_stats oid>void  pg_statistics_obj_is_visible oid>bool
        pg_stop_making_pinned_objects >void  pg_switch_wal >pg_lsn  pg_sync_replication_slots >void  pg_table_is_visible oid>bool  pg_table_size regclass>int8
        pg_tablespace_databases oid>oid  pg_tablespace_location oid>text  pg_tablespace_size name>int8;oid>int8  pg_terminate_backend pid:int4,?timeout:int8>bool  pg_timezone_abbrevs >record
        pg_timezone_abbrevs_abbrevs >record  pg_timezone_abbrevs_zone >record  pg_timezone_names >record  pg_total_relation_size regclass>int8  pg_trigger_depth >int4
        pg_try_advisory_lock int4,int4>bool;int8>bool  pg_try_advisory_lock_shared int4,int4>bool;int8>bool  pg_try_advisory_xact_lock int4,int4>bool;int8>bool
        pg_try_advisory_xact_lock_shared int4,int4>bool;int8>bool  pg_ts_config_is_visible oid>bool  pg_ts_dict_is_visible oid>bool  pg_ts_parser_is_visible oid>bool
        pg_ts_template_is_visible oid>bool  pg_type_is_visible oid>bool  pg_typeof any>regtype  pg_visible_in_snapshot xid8,pg_snapshot>bool  pg_wal_lsn_diff pg_lsn,pg_lsn>numeric
        pg_wal_replay_pause >void  pg_wal_replay_resume >void  pg_wal_summary_contents int8,pg_lsn,pg_lsn>record  pg_walfile_name pg_lsn>text  pg_walfile_name_offset pg_lsn>record
        pg_xact_commit_timestamp xid>timestamptz  pg_xact_commit_timestamp_origin xid>record  pg_xact_status xid8>text  phraseto_tsquery regconfig,text>tsquery;text>tsquery  pi >float8
        plainto_tsquery regconfig,text>tsquery;text>tsquery  plpgsql_validator oid>void  point box>point;circle>point;float8,float8>point;lseg>point;polygon>point
        point_above point,point>bool  point_add point,point>point  point_below point,point>bool  point_distance point,point>float8  point_div point,point>point  point_eq point,point>bool
        point_horiz point,point>bool  point_left point,point>bool  point_mul point,point>point  point_ne point,point>bool  point_right point,point>bool  point_sub point,point>point
        point_vert point,point>bool  poly_above polygon,polygon>bool  poly_below polygon,polygon>bool  poly_center polygon>point  poly_contain polygon,polygon>bool
        poly_contain_pt polygon,point>bool  poly_contained polygon,polygon>bool  poly_distance polygon,polygon>float8  poly_left polygon,polygon>bool  poly_npoints polygon>int4
        poly_overabove polygon,polygon>bool  poly_overbelow polygon,polygon>bool  poly_overlap polygon,polygon>bool  poly_overleft polygon,polygon>bool  poly_overright polygon,polygon>bool
        poly_right polygon,polygon>bool  poly_same polygon,polygon>bool  polygon box>polygon;circle>polygon;int4,circle>polygon;path>polygon  popen path>path
        position bit,bit>int4;bytea,bytea>int4;text,text>int4  postgresql_fdw_validator text[],oid>bool  pow float8,float8>float8;numeric,numeric>numeric
        power float8,float8>float8;numeric,numeric>numeric  pt_contained_circle point,circle>bool  pt_contained_poly point,polygon>bool  query_to_xml text,bool,bool,text>xml
        query_to_xml_and_xmlschema text,bool,bool,text>xml  query_to_xmlschema text,bool,bool,text>xml  querytree tsquery>text  quote_ident text>text  quote_literal anyelement>text;text>text
        quote_nullable anyelement>text;text>text  radians float8>float8  radius circle>float8  random >float8;int4,int4>int4;int8,int8>int8;numeric,numeric>numeric
        random_normal ?mean:float8,?stddev:float8>float8  range_adjacent anyrange,anyrange>bool  range_adjacent_multirange anyrange,anymultirange>bool  range_after anyrange,anyrange>bool
        range_after_multirange anyrange,anymultirange>bool  range_agg anymultirange>anymultirange;anyrange>anymultirange  range_before anyrange,anyrange>bool
        range_before_multirange anyrange,anymultirange>bool  range_cmp anyrange,anyrange>int4  range_contained_by anyrange,anyrange>bool
        range_contained_by_multirange anyrange,anymultirange>bool  range_contains anyrange,anyrange>bool  range_contains_elem anyrange,anyelement>bool
        range_contains_multirange anyrange,anymultirange>bool  range_eq anyrange,anyrange>bool  range_ge anyrange,anyrange>bool  range_gt anyrange,anyrange>bool
        range_intersect anyrange,anyrange>anyrange  range_intersect_agg anymultirange>anymultirange;anyrange>anyrange  range_intersect_agg_transfn anyrange,anyrange>anyrange
        range_le anyrange,anyrange>bool  range_lt anyrange,anyrange>bool  range_merge anymultirange>anyrange;anyrange,anyrange>anyrange  range_minus anyrange,anyrange>anyrange
        range_ne anyrange,anyrange>bool  range_overlaps anyrange,anyrange>bool  range_overlaps_multirange anyrange,anymultirange>bool  range_overleft anyrange,anyrange>bool
        range_overleft_multirange anyrange,anymultirange>bool  range_overright anyrange,anyrange>bool  range_overright_multirange anyrange,anymultirange>bool
        range_union anyrange,anyrange>anyrange  rank *any>int8;>int8  record_eq record,record>bool  record_ge record,record>bool  record_gt record,record>bool
        record_image_eq record,record>bool  record_image_ge record,record>bool  record_image_gt record,record>bool  record_image_le record,record>bool  record_image_lt record,record>bool
        record_image_ne record,record>bool  record_larger record,record>record  record_le record,record>bool  record_lt record,record>bool  record_ne record,record>bool
        record_smaller record,record>record  regclass text>regclass  regclasssend regclass>bytea  regcollationsend regcollation>bytea  regconfigsend regconfig>bytea
        regdictionarysend regdictionary>bytea  regexp_count text,text,int4,text>int4;text,text,int4>int4;text,text>int4
        regexp_instr text,text,int4,int4,int4,text,int4>int4;text,text,int4,int4,int4,text>int4;text,text,int4,int4,int4>int4;text,text,int4,int4>int4;text,text,int4>int4;text,text>int4
        regexp_like text,text,text>bool;text,text>bool  regexp_match text,text,text>text[];text,text>text[]  regexp_matches text,text,text>text[];text,text>text[]
        regexp_replace text,text,text,int4,int4,text>text;text,text,text,int4,int4>text;text,text,text,int4>text;text,text,text,text>text;text,text,text>text
        regexp_split_to_array text,text,text>text[];text,text>text[]  regexp_split_to_table text,text,text>text;text,text>text
        regexp_substr text,text,int4,int4,text,int4>text;text,text,int4,int4,text>text;text,text,int4,int4>text;text,text,int4>text;text,text>text  regnamespacesend regnamespace>bytea
        regoperatorsend regoperator>bytea  regopersend regoper>bytea  regproceduresend regprocedure>bytea  regprocsend regproc>bytea  regr_avgx float8,float8>float8
        regr_avgy float8,float8>float8  regr_count float8,float8>int8  regr_intercept float8,float8>float8  regr_r2 float8,float8>float8  regr_slope float8,float8>float8
        regr_sxx float8,float8>float8  regr_sxy float8,float8>float8  regr_syy float8,float8>float8  regrolesend regrole>bytea  regtypesend regtype>bytea  repeat text,int4>text
        replace text,text,text>text  reverse bytea>bytea;text>text  right text,int4>text  round float8>float8;numeric,int4>numeric;numeric>numeric  row_number >int8
        row_security_active oid>bool;text>bool  row_to_json record,bool>json;record>json  rpad text,int4,text>text;text,int4>text  rtrim bytea,bytea>bytea;text,text>text;text>text
        satisfies_hash_partition oid,int4,int4,*any>bool  scale numeric>int4  schema_to_xml name,bool,bool,text>xml  schema_to_xml_and_xmlschema name,bool,bool,text>xml
        schema_to_xmlschema name,bool,bool,text>xml  session_user >name  set_bit bit,int4,int4>bit;bytea,int8,int4>bytea  set_byte bytea,int4,int4>bytea  set_config text,text,bool>text
        set_masklen cidr,int4>cidr;inet,int4>inet  setseed float8>void  setval regclass,int8,bool>int8;regclass,int8>int8  setweight tsvector,"char",text[]>tsvector;tsvector,"char">tsvector
        sha224 bytea>bytea  sha256 bytea>bytea  sha384 bytea>bytea  sha512 bytea>bytea  shobj_description oid,name>text  sign float8>float8;numeric>numeric  similar_escape text,text>text
        similar_to_escape text,text>text;text>text  sin float8>float8  sind float8>float8  sinh float8>float8  slope point,point>float8  spg_poly_quad_compress polygon>box
        split_part text,text,int4>text  sqrt float8>float8;numeric>numeric  starts_with text,text>bool  statement_timestamp >timestamptz
        stddev float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;numeric>numeric
        stddev_pop float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;numeric>numeric
        stddev_samp float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;numeric>numeric  string_agg bytea,bytea>bytea;text,text>text
        string_to_array text,text,text>text[];text,text>text[]  string_to_table text,text,text>text;text,text>text  strip tsvector>tsvector  strpos text,text>int4
        substr bytea,int4,int4>bytea;bytea,int4>bytea;text,int4,int4>text;text,int4>text
        substring bit,int4,int4>bit;bit,int4>bit;bytea,int4,int4>bytea;bytea,int4>bytea;text,int4,int4>text;text,int4>text;text,text,text>text;text,text>text
        sum float4>float4;float8>float8;int2>int8;int4>int8;int8>numeric;interval>interval;money>money;numeric>numeric  system_user >text  table_to_xml regclass,bool,bool,text>xml
        table_to_xml_and_xmlschema regclass,bool,bool,text>xml  table_to_xmlschema regclass,bool,bool,text>xml  tan float8>float8  tand float8>float8  tanh float8>float8
        text "char">text;bool>text;bpchar>text;inet>text;name>text;xml>text  text_ge text,text>bool  text_gt text,text>bool  text_larger text,text>text  text_le text,text>bool
        text_lt text,text>bool  text_pattern_ge text,text>bool  text_pattern_gt text,text>bool  text_pattern_le text,text>bool  text_pattern_lt text,text>bool  text_smaller text,text>text
        textanycat text,anynonarray>text  textcat text,text>text  texteq text,text>bool  texteqname text,name>bool  textgename text,name>bool  textgtname text,name>bool
        texticlike text,text>bool  texticnlike text,text>bool  texticregexeq text,text>bool  texticregexne text,text>bool  textlen text>int4  textlename text,name>bool
        textlike text,text>bool  textltname text,name>bool  textne text,text>bool  textnename text,name>bool  textnlike text,text>bool  textregexeq text,text>bool  textregexne text,text>bool
        textsend text>bytea  tideq tid,tid>bool  tidge tid,tid>bool  tidgt tid,tid>bool  tidlarger tid,tid>tid  tidle tid,tid>bool  tidlt tid,tid>bool  tidne tid,tid>bool  tidsend tid>bytea
        tidsmaller tid,tid>tid  time interval>time;time,int4>time;timestamp>time;timestamptz>time;timetz>time  time_cmp time,time>int4  time_eq time,time>bool  time_ge time,time>bool
        time_gt time,time>bool  time_hash time>int4  time_hash_extended time,int8>int8  time_larger time,time>time  time_le time,time>bool  time_lt time,time>bool
        time_mi_interval time,interval>time  time_mi_time time,time>interval  time_ne time,time>bool  time_pl_interval time,interval>time  time_smaller time,time>time
        timedate_pl time,date>timestamp  timeofday >text  timestamp date,time>timestamp;date>timestamp;timestamp,int4>timestamp;timestamptz>timestamp  timestamp_cmp timestamp,timestamp>int4
        timestamp_cmp_date timestamp,date>int4  timestamp_cmp_timestamptz timestamp,timestamptz>int4  timestamp_eq timestamp,timestamp>bool  timestamp_eq_date timestamp,date>bool
        timestamp_eq_timestamptz timestamp,timestamptz>bool  timestamp_ge timestamp,timestamp>bool  timestamp_ge_date timestamp,date>bool  timestamp_ge_timestamptz timestamp,timestamptz>bool
        timestamp_gt timestamp,timestamp>bool  timestamp_gt_date timestamp,date>bool  timestamp_gt_timestamptz timestamp,timestamptz>bool  timestamp_hash timestamp>int4
        timestamp_hash_extended timestamp,int8>int8  timestamp_larger timestamp,timestamp>timestamp  timestamp_le timestamp,timestamp>bool  timestamp_le_date timestamp,date>bool
        timestamp_le_timestamptz timestamp,timestamptz>bool  timestamp_lt timestamp,timestamp>bool  timestamp_lt_date timestamp,date>bool  timestamp_lt_timestamptz timestamp,timestamptz>bool
        timestamp_mi timestamp,timestamp>interval  timestamp_mi_interval timestamp,interval>timestamp  timestamp_ne timestamp,timestamp>bool  timestamp_ne_date timestamp,date>bool
        timestamp_ne_timestamptz timestamp,timestamptz>bool  timestamp_pl_interval timestamp,interval>timestamp  timestamp_smaller timestamp,timestamp>timestamp
        timestamptypmodin cstring[]>int4  timestamptz date,time>timestamptz;date,timetz>timestamptz;date>timestamptz;timestamp>timestamptz;timestamptz,int4>timestamptz
        timestamptz_cmp timestamptz,timestamptz>int4  timestamptz_cmp_date timestamptz,date>int4  timestamptz_cmp_timestamp timestamptz,timestamp>int4
        timestamptz_eq timestamptz,timestamptz>bool  timestamptz_eq_date timestamptz,date>bool  timestamptz_eq_timestamp timestamptz,timestamp>bool
        timestamptz_ge timestamptz,timestamptz>bool  timestamptz_ge_date timestamptz,date>bool  timestamptz_ge_timestamp timestamptz,timestamp>bool
        timestamptz_gt timestamptz,timestamptz>bool  timestamptz_gt_date timestamptz,date>bool  timestamptz_gt_timestamp timestamptz,timestamp>bool  timestamptz_hash timestamptz>int4
        timestamptz_hash_extended timestamptz,int8>int8  timestamptz_larger timestamptz,timestamptz>timestamptz  timestamptz_le timestamptz,timestamptz>bool
        timestamptz_le_date timestamptz,date>bool  timestamptz_le_timestamp timestamptz,timestamp>bool  timestamptz_lt timestamptz,timestamptz>bool  timestamptz_lt_date timestamptz,date>bool
        timestamptz_lt_timestamp timestamptz,timestamp>bool  timestamptz_mi timestamptz,timestamptz>interval  timestamptz_mi_interval timestamptz,interval>timestamptz
        timestamptz_ne timestamptz,timestamptz>bool  timestamptz_ne_date timestamptz,date>bool  timestamptz_ne_timestamp timestamptz,timestamp>bool
        timestamptz_pl_interval timestamptz,interval>timestamptz  timestamptz_smaller timestamptz,timestamptz>timestamptz  timestamptztypmodin cstring[]>int4  timetypmodin cstring[]>int4
        timetz time>timetz;timestamptz>timetz;timetz,int4>timetz  timetz_cmp timetz,timetz>int4  timetz_eq timetz,timetz>bool  timetz_ge timetz,timetz>bool  timetz_gt timetz,timetz>bool
        timetz_hash timetz>int4  timetz_hash_extended timetz,int8>int8  timetz_larger timetz,timetz>timetz  timetz_le timetz,timetz>bool  timetz_lt timetz,timetz>bool
        timetz_mi_interval timetz,interval>timetz  timetz_ne timetz,timetz>bool  timetz_pl_interval timetz,interval>timetz  timetz_smaller timetz,timetz>timetz
        timetzdate_pl timetz,date>timestamptz  timetztypmodin cstring[]>int4
        timezone interval,timestamp>timestamptz;interval,timestamptz>timestamp;interval,timetz>timetz;text,timestamp>timestamptz;text,timestamptz>timestamp;text,timetz>timetz;timestamp>timestamptz;timestamptz>timestamp;timetz>timetz
        to_ascii text,int4>text;text,name>text;text>text  to_bin int4>text;int8>text
        to_char float4,text>text;float8,text>text;int4,text>text;int8,text>text;interval,text>text;numeric,text>text;timestamp,text>text;timestamptz,text>text  to_date text,text>date
        to_hex int4>text;int8>text  to_json anyelement>json  to_jsonb anyelement>jsonb  to_number text,text>numeric  to_oct int4>text;int8>text  to_regclass text>regclass
        to_regcollation text>regcollation  to_regnamespace text>regnamespace  to_regoper text>regoper  to_regoperator text>regoperator  to_regproc text>regproc
        to_regprocedure text>regprocedure  to_regrole text>regrole  to_regtype text>regtype  to_regtypemod text>int4  to_timestamp float8>timestamptz;text,text>timestamptz
        to_tsquery regconfig,text>tsquery;text>tsquery  to_tsvector json>tsvector;jsonb>tsvector;regconfig,json>tsvector;regconfig,jsonb>tsvector;regconfig,text>tsvector;text>tsvector
        transaction_timestamp >timestamptz  translate text,text,text>text  trim_array anyarray,int4>anyarray  trim_scale numeric>numeric
        trunc float8>float8;macaddr8>macaddr8;macaddr>macaddr;numeric,int4>numeric;numeric>numeric
        ts_debug regconfig,text>record(alias:text,description:text,token:text,dictionaries:regdictionary[],dictionary:regdictionary,lexemes:text[]);text>record(alias:text,description:text,token:text,dictionaries:regdictionary[],dictionary:regdictionary,lexemes:text[])
        ts_delete tsvector,text>tsvector;tsvector,text[]>tsvector  ts_filter tsvector,"char"[]>tsvector
        ts_headline json,tsquery,text>json;json,tsquery>json;jsonb,tsquery,text>jsonb;jsonb,tsquery>jsonb;regconfig,json,tsquery,text>json;regconfig,json,tsquery>json;regconfig,jsonb,tsquery,text>jsonb;regconfig,jsonb,tsquery>jsonb;regconfig,text,tsquery,text>text;regconfig,text,tsquery>text;text,tsquery,text>text;text,tsquery>text
        ts_lexize regdictionary,text>text[]  ts_parse oid,text>record(tokid:int4,token:text);text,text>record(tokid:int4,token:text)
        ts_rank float4[],tsvector,tsquery,int4>float4;float4[],tsvector,tsquery>float4;tsvector,tsquery,int4>float4;tsvector,tsquery>float4
        ts_rewrite tsquery,text>tsquery;tsquery,tsquery,tsquery>tsquery  ts_stat text,text>record(word:text,ndoc:int4,nentry:int4);text>record(word:text,ndoc:int4,nentry:int4)
        tsmultirange *tsrange[]>tsmultirange;>tsmultirange;tsrange>tsmultirange  tsq_mcontained tsquery,tsquery>bool  tsq_mcontains tsquery,tsquery>bool  tsquery_and tsquery,tsquery>tsquery
        tsquery_cmp tsquery,tsquery>int4  tsquery_eq tsquery,tsquery>bool  tsquery_ge tsquery,tsquery>bool  tsquery_gt tsquery,tsquery>bool  tsquery_le tsquery,tsquery>bool
        tsquery_lt tsquery,tsquery>bool  tsquery_ne tsquery,tsquery>bool  tsquery_not tsquery>tsquery  tsquery_or tsquery,tsquery>tsquery
        tsquery_phrase tsquery,tsquery,int4>tsquery;tsquery,tsquery>tsquery  tsquerysend tsquery>bytea  tsrange timestamp,timestamp,text>tsrange;timestamp,timestamp>tsrange
        tsrange_subdiff timestamp,timestamp>float8  tstzmultirange *tstzrange[]>tstzmultirange;>tstzmultirange;tstzrange>tstzmultirange
        tstzrange timestamptz,timestamptz,text>tstzrange;timestamptz,timestamptz>tstzrange  tstzrange_subdiff timestamptz,timestamptz>float8  tsvector_cmp tsvector,tsvector>int4
        tsvector_concat tsvector,tsvector>tsvector  tsvector_eq tsvector,tsvector>bool  tsvector_ge tsvector,tsvector>bool  tsvector_gt tsvector,tsvector>bool
        tsvector_le tsvector,tsvector>bool  tsvector_lt tsvector,tsvector>bool  tsvector_ne tsvector,tsvector>bool  tsvector_to_array tsvector>text[]  tsvectorsend tsvector>bytea
        txid_current >int8  txid_current_if_assigned >int8  txid_current_snapshot >txid_snapshot  txid_snapshot_xip txid_snapshot>int8  txid_snapshot_xmax txid_snapshot>int8
        txid_snapshot_xmin txid_snapshot>int8  txid_status int8>text  txid_visible_in_snapshot int8,txid_snapshot>bool  unicode_assigned text>bool  unicode_version >text  unistr text>text
        unknownsend unknown>bytea  unnest anyarray>anyelement;anymultirange>anyrange;tsvector>record(lexeme:text,positions:int2[],weights:text[])
        upper anymultirange>anyelement;anyrange>anyelement;text>text  upper_inc anymultirange>bool;anyrange>bool  upper_inf anymultirange>bool;anyrange>bool  uuid_cmp uuid,uuid>int4
        uuid_eq uuid,uuid>bool  uuid_extract_timestamp uuid>timestamptz  uuid_extract_version uuid>int2  uuid_ge uuid,uuid>bool  uuid_gt uuid,uuid>bool  uuid_hash uuid>int4
        uuid_hash_extended uuid,int8>int8  uuid_le uuid,uuid>bool  uuid_lt uuid,uuid>bool  uuid_ne uuid,uuid>bool  uuidv4 >uuid  uuidv7 >uuid;interval>uuid
        var_pop float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;numeric>numeric
        var_samp float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;numeric>numeric  varbit varbit,int4,bool>varbit  varbitcmp varbit,varbit>int4  varbiteq varbit,varbit>bool
        varbitge varbit,varbit>bool  varbitgt varbit,varbit>bool  varbitle varbit,varbit>bool  varbitlt varbit,varbit>bool  varbitne varbit,varbit>bool  varbittypmodin cstring[]>int4
        varchar name>varchar;varchar,int4,bool>varchar  varcharsend varchar>bytea  varchartypmodin cstring[]>int4
        variance float4>float8;float8>float8;int2>numeric;int4>numeric;int8>numeric;numeric>numeric  version >text  websearch_to_tsquery regconfig,text>tsquery;text>tsquery  width box>float8
        width_bucket anycompatible,anycompatiblearray>int4;float8,float8,float8,int4>int4;numeric,numeric,numeric,int4>int4  xid xid8>xid  xid8_larger xid8,xid8>xid8
        xid8_smaller xid8,xid8>xid8  xid8cmp xid8,xid8>int4  xid8eq xid8,xid8>bool  xid8ge xid8,xid8>bool  xid8gt xid8,xid8>bool  xid8le xid8,xid8>bool  xid8lt xid8,xid8>bool
        xid8ne xid8,xid8>bool  xid8send xid8>bytea  xideq xid,xid>bool  xideqint4 xid,int4>bool  xidneq xid,xid>bool  xidneqint4 xid,int4>bool  xidsend xid>bytea  xml text>xml
        xml_is_well_formed text>bool  xml_is_well_formed_content text>bool  xml_is_well_formed_document text>bool  xmlagg xml>xml  xmlcomment text>xml  xmlconcat2 xml,xml>xml
        xmlexists text,xml>bool  xmltext text>xml  xmlvalidate xml,text>bool  xpath text,xml,text[]>xml[];text,xml>xml[]  xpath_exists text,xml,text[]>bool;text,xml>bool
        """;
}
