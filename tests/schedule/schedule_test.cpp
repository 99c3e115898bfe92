// Closed forms of pipeline schedules against the papers that propose them, and against an executor
// that works through each schedule's order of steps.

#include "engine/schedule/schedule.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/pipeline_execution.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using deepwallet::test::executed_makespan;
using deepwallet::test::executed_peak_chunks;
using deepwallet::test::Orders;
using deepwallet::test::Random;

namespace {

constexpr double kExact = 1e-9;
constexpr int kRandomCases = 300;

using Kind = ScheduleKind;

std::vector<StageTime> equal_stages(std::int64_t p, const StageTime& stage) {
    return std::vector<StageTime>(static_cast<std::size_t>(p), stage);
}

double seconds(Kind kind, const std::vector<StageTime>& stages, std::int64_t v, std::int64_t m) {
    return pipeline_time(kind, stages, v, m).makespan.in(s);
}

StageTime random_stage(Random& random) {
    return {random.between(0.2, 2.0) * s, random.between(0.2, 2.0) * s,
            random.between(0.2, 2.0) * s};
}

StageTime times(double factor, const StageTime& t) {
    return {factor * t.forward, factor * t.input_gradient, factor * t.weight_gradient};
}

}  // namespace

TEST_CASE("probe") {
    Random r;
    int bad = 0;
    for (int n = 0; n < 2000; ++n) {
        auto p = r.whole(2, 10), m = r.whole(1, 24);
        auto st = equal_stages(p, random_stage(r));
        double a = seconds(Kind::one_f_one_b, st, 1, m), b = executed_makespan(test::one_f_one_b_orders(p, m), st).in(s);
        if (std::abs(a/b-1) > 1e-9 && bad++ < 5) std::printf("1f1b equal p%ld m%ld %g %g\n", p, m, a, b);
    }
    std::printf("1f1b equal bad %d\n", bad); bad = 0;
    for (int n = 0; n < 20000; ++n) {
        auto p = r.whole(2, 10), m = r.whole(1, 24);
        auto st = equal_stages(p, random_stage(r));
        auto i = (size_t)r.whole(0, p-1);
        st[i] = times(r.between(1, 3), st[i]);
        double a = seconds(Kind::one_f_one_b, st, 1, m), b = executed_makespan(test::one_f_one_b_orders(p, m), st).in(s);
        if (std::abs(a/b-1) > 1e-9 && bad++ < 9) std::printf("1f1b slow p%ld m%ld i%zu %g %g\n", p, m, i, a, b);
    }
    std::printf("1f1b slow bad %d\n", bad); bad = 0;
    double lo=9,hi=0, sum=0; int loP=0,loM=0;
    for (int n = 0; n < 20000; ++n) {
        auto p = r.whole(2, 10), m = r.whole(1, 24);
        std::vector<StageTime> st; for (int i=0;i<p;++i) st.push_back(random_stage(r));
        double a = seconds(Kind::one_f_one_b, st, 1, m), b = executed_makespan(test::one_f_one_b_orders(p, m), st).in(s);
        if (a/b<lo) {lo=a/b;loP=p;loM=m;} hi=std::max(hi,a/b); sum+=a/b;
    }
    std::printf("1f1b random lo %g (p%d m%d) hi %g mean %g\n", lo,loP,loM,hi,sum/20000);
    for (int n = 0; n < 2000; ++n) {
        auto p = r.whole(2, 10), m = r.whole(1, 24);
        std::vector<StageTime> st; for (int i=0;i<p;++i) st.push_back(random_stage(r));
        double a = seconds(Kind::gpipe, st, 1, m), b = executed_makespan(test::gpipe_orders(p, m), st).in(s);
        if (std::abs(a/b-1) > 1e-9 && bad++ < 5) std::printf("gpipe p%ld m%ld %g %g\n", p, m, a, b);
    }
    std::printf("gpipe bad %d\n", bad); bad = 0;
    for (int n = 0; n < 2000; ++n) {
        auto p = r.whole(2, 8), v = r.whole(1,4), m = p*r.whole(1, 5);
        auto st = equal_stages(p, random_stage(r));
        auto o=test::interleaved_orders(p, v, m);
        double a = seconds(Kind::interleaved, st, v, m), b = executed_makespan(o, st).in(s);
        if (std::abs(a/b-1) > 1e-9 && bad++ < 5) std::printf("inter p%ld v%ld m%ld %g %g\n", p, v, m, a, b);
        for (int i=0;i<p;++i) { double q=micro_batches_in_flight(Kind::interleaved,p,v,m,i); double e=executed_peak_chunks(o.of_rank[i])/double(v); if (std::abs(q-e)>1e-9) std::printf("inflight p%ld v%ld m%ld i%d %g %g\n",p,v,m,i,q,e);}
    }
    std::printf("inter bad %d\n", bad); bad = 0; int badc=0;
    for (int n = 0; n < 5000; ++n) {
        auto p = r.whole(2, 8), m = r.whole(1,24);
        auto t = random_stage(r);
        auto st = equal_stages(p, t);
        double a = seconds(Kind::zb_h1, st, 1, m), b = executed_makespan(test::zb_h1_orders(p, m), st).in(s);
        bool cond = m>=2*p && t.weight_gradient<=t.forward && t.weight_gradient<=t.input_gradient;
        if (std::abs(a/b-1) > 1e-9) {bad++; if (cond && badc++<9) std::printf("zbh1 p%ld m%ld %g %g %g: %g %g\n", p, m, t.forward.in(s),t.input_gradient.in(s),t.weight_gradient.in(s), a, b); }
    }
    std::printf("zbh1 bad %d cond %d\n", bad,badc);
    for (int p=2;p<=8;++p) for (int m=1;m<=20;++m) { auto st=equal_stages(p,{1*s,1*s,1*s}); double a = seconds(Kind::zb_h1, st, 1, m), b = executed_makespan(test::zb_h1_orders(p, m), st).in(s); if (a!=b) std::printf("zbh1 unit p%d m%d %g %g\n",p,m,a,b);}
    bad=badc=0;
    for (int n = 0; n < 20000; ++n) {
        auto p = r.whole(2, 8), m = p+r.whole(0,24);
        auto t = random_stage(r);
        auto st = equal_stages(p, t);
        double a = seconds(Kind::zb_h1, st, 1, m), b = executed_makespan(test::zb_h1_orders(p, m), st).in(s);
        bool cond = t.weight_gradient<=t.forward && t.weight_gradient<=t.input_gradient;
        if (std::abs(a/b-1) > 1e-9) {bad++; if (cond && badc++<9) std::printf("zbh1 p%ld m%ld %g %g %g: %g %g\n", p, m, t.forward.in(s),t.input_gradient.in(s),t.weight_gradient.in(s), a, b); }
    }
    std::printf("zbh1 m>=p bad %d cond %d\n", bad,badc);
    for (double spread: {1.1,1.3,2.,10.}) for (int mm: {1,4,20}) { lo=9;hi=0;
    for (int n = 0; n < 5000; ++n) {
        auto p = r.whole(2, 16), m = mm==1? r.whole(1,p): mm*p;
        std::vector<StageTime> st; auto base=random_stage(r); for (int i=0;i<p;++i) st.push_back({r.between(1,spread)*base.forward,r.between(1,spread)*base.input_gradient,r.between(1,spread)*base.weight_gradient});
        double a = seconds(Kind::one_f_one_b, st, 1, m), b = executed_makespan(test::one_f_one_b_orders(p, m), st).in(s);
        lo=std::min(lo,a/b); hi=std::max(hi,a/b);
    } std::printf("spread %g m %dp lo %g hi %.12g\n", spread, mm, lo, hi);
    lo=9;hi=0;
    for (int n = 0; n < 5000; ++n) {
        auto p = r.whole(2, 16), m = mm==1? r.whole(1,p): mm*p;
        std::vector<StageTime> st; auto base=random_stage(r); for (int i=0;i<p;++i) st.push_back(times(r.between(1,spread),base));
        double a = seconds(Kind::one_f_one_b, st, 1, m), b = executed_makespan(test::one_f_one_b_orders(p, m), st).in(s);
        lo=std::min(lo,a/b); hi=std::max(hi,a/b);
    } std::printf("   uniform per stage spread %g m %dp lo %g hi %.12g\n", spread, mm, lo, hi);
    }
    for (int p: {2,4,8}) for (int v: {2,3,4}) for (int k: {1,2,4}) for (double c: {.01,.05,.1,.2}) { auto st=equal_stages(p,{1*s,1*s,1*s}); auto o=test::interleaved_orders(p,v,k*p); double base=executed_makespan(o,st).in(s); double d=(executed_makespan(o,st,c*s).in(s)-base)/c/2; if (std::abs(d-(p*v-1))>1e-6) std::printf("inter p%d v%d m%d c%g: delay/2c %g vs %d\n",p,v,k*p,c,d,p*v-1);}
    for (int p: {2,4,8}) for (int k: {1,2,4}) for (double c: {.01,.05,.1,.2}) { auto st=equal_stages(p,{1*s,1*s,1*s}); auto o=test::zb_h1_orders(p,k*p); double base=executed_makespan(o,st).in(s); double d=(executed_makespan(o,st,c*s).in(s)-base)/c/2; if (std::abs(d-(p-1))>1e-6) std::printf("zbh1 p%d m%d c%g: delay/2c %g vs %d\n",p,k*p,c,d,p-1);}
    for (int p: {2,4,8}) for (int m: {1,2,3,5,8,9,16,17}) for (double c: {.1}) { auto st=equal_stages(p,{1*s,1*s,1*s}); auto o=test::one_f_one_b_orders(p,m); double base=executed_makespan(o,st).in(s); double d=(executed_makespan(o,st,c*s).in(s)-base); std::printf("1f1b p%d m%d c%g: delay %g vs %g\n",p,m,c,d,transfer_delay(Kind::one_f_one_b,p,m,c*s).in(s));}
    // hops
    for (auto [p,m,c,v]: std::vector<std::tuple<int,int,double,int>>{{4,16,.1,1},{8,64,.1,1},{8,32,.3,1},{4,16,.1,2},{8,32,.1,2},{4,16,.1,3},{8,64,.3,4}}) {
        auto st=equal_stages(p,{1*s,1*s,1*s});
        if (v==1) std::printf("hop 1f1b %g gpipe %g\n", executed_makespan(test::one_f_one_b_orders(p,m),st,c*s).in(s), executed_makespan(test::gpipe_orders(p,m),st,c*s).in(s));
        else { auto o=test::interleaved_orders(p,v,m); double base=executed_makespan(o,st).in(s); std::printf("hop inter p%d v%d c%g: delay %g vs engine %g\n",p,v,c, executed_makespan(o,st,c*s).in(s)-base, transfer_delay(Kind::interleaved,p,m,c*s).in(s)); }
    }
}
