package dev.xdsi.imaging.manifest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where in the body the concepts lie that images name in Anatomic Region Sequence (0008,2218): those of PS3.16 table L-1 by their SNOMED CT
 * codes, former ones too, and by the SNOMED RT ones that were written before 2019.
 */
final class AnatomicCodes {
    private static final Set<String> SNOMED = Set.of("", "SCT", "SRT", "SNM3", "99SDM", "2.16.840.1.113883.6.96");

    /** Regions, and the codes that mean them or a part of them. */
    private static final Map<String, Set<AnatomicRegion>> REGIONS = read("""
        LOWER_TRUNK: 63337009 818981001 113345001 T-D4000 818982008 818983003 416949008 R-FAB57 816092008 12921003 T-D6000
        LOWER_TRUNK: 10200004 T-62000 64033007 T-71000 89837001 T-74000 41216001 T-92000 35039007 T-83000 15497006 T-87000
        LOWER_TRUNK: 15776009 T-65000 78961009 T-C3000 69695003 T-57000 71854001 T-59300 34402009 T-59600 28231008 T-63000
        LOWER_TRUNK: 23451007 T-B3000
        UPPER_TRUNK: 67734004 816094009 51185008 T-D3000 39607008 T-28000 113197003 T-11300 56873002 T-11210
        UPPER_TRUNK: 72410000 T-D3300 32849002 T-56000
        UPPER_TRUNK LOWER_TRUNK: 416550000 R-FAB55 416775004 R-FAB56
        HEAD_AND_NECK UPPER_TRUNK: 417437006 R-FAB52
        HEAD_AND_NECK UPPER_TRUNK LOWER_TRUNK: 416152001 R-FAB53 416319003 R-FAB54
        ENTIRE_BODY: 38266002 T-D0010
        HEAD_AND_NECK: 774007 T-D1000 69536005 T-D1100 45048000 T-D1600 12738006 T-A0100 89546000 T-11100 89545001 T-D1200
        HEAD_AND_NECK: 81745001 T-AA000 45206002 T-21000 661005 T-D1213 70925003 T-11170 69748006 T-B6000 4596009 T-24100
        HEAD_AND_NECK: 2095001 T-22000
        UPPER_LIMB: 53120007 T-D8000 40983000 T-D8200 14975008 T-D8500 85562004 T-D8700 7569003 T-D8800 76505004 T-D8810
        UPPER_LIMB: 16953009 T-15430 74670003 T-15460 16982005 T-D2220 51299004 T-12310 79601000 T-12280 85050009 T-12410
        UPPER_LIMB: 62413002 T-12420 23416004 T-12430
        LOWER_LIMB: 61685007 T-D9000 68367000 T-D9100 72696002 T-D9200 30021000 T-D9400 56459004 T-D9700 29707007 T-D9800
        LOWER_LIMB: 24136001 T-15710 70258002 T-15750 71341001 T-12710 64234005 T-12730 12611008 T-12740 87342007 T-12750
        LOWER_LIMB: 80144004 T-12770
        SPINE: 1141981001 421060004 122494005 T-11501 122495006 T-11502 122496007 T-11503 54735007 T-11AD0 64688005 T-11BF0
        CARDIOVASCULAR: 113257007 15825003 T-42000 69105007 32062004 T-45100 41801008 T-43000
        HEART: 80891009 T-32000
        BREAST: 76752008 T-04000
        """);

    private AnatomicCodes() {}

    /** A scheme that is left out is taken for this one. Empty for a code of another, or that says nothing of one region: an extremity may be an arm or a leg. */
    static Set<AnatomicRegion> regions(String scheme, String code) {
        return SNOMED.contains(scheme) ? REGIONS.getOrDefault(code, Set.of()) : Set.of();
    }

    private static Map<String, Set<AnatomicRegion>> read(String table) {
        Map<String, Set<AnatomicRegion>> regions = new HashMap<>();
        table.lines().forEach(line -> {
            int colon = line.indexOf(':');
            Set<AnatomicRegion> meant = EnumSet.noneOf(AnatomicRegion.class);
            Arrays.stream(line.substring(0, colon).split(" ", -1))
                    .map(AnatomicRegion::valueOf)
                    .forEach(meant::add);
            Arrays.stream(line.substring(colon + 2).split(" ", -1))
                    .forEach(code -> regions.put(code, Set.copyOf(meant)));
        });
        return Map.copyOf(regions);
    }
}
